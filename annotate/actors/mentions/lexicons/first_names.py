"""Common first names by the gender that they nearly always have; names that go both ways are left out."""

FEMALE = frozenset(
    """
    abigail ada adele adriana agnes aisha alexandra alexandria alice alicia alison allison amanda amber amelia
    amina amy ana anastasia andrea angela angelica angelique angie anita ann anna annalena anne annette annie
    antonia ariana ashley astrid audrey aung barbara beatrice bernadette bertha beth betsy betty beverly
    bianca bonnie brenda bridget brigitte brittany camila camilla cara carla carly carmen carol carole
    caroline carolyn cassandra catherine cathy cecilia celia charlotte chelsea cheryl chiara chloe christina
    christine cindy claire clara claudia colleen connie constance cristina crystal cynthia daisy danielle dawn
    debbie deborah debra denise diana diane dianne dolores donna dora doris dorothy edith eileen elaine
    eleanor elena elisabeth elise eliza elizabeth ella ellen elsa emilia emily emma erica erika esther ethel
    eugenia eva evelyn faith fatima fiona florence frances francesca gabriela gabrielle gail genevieve georgia
    geraldine gina giorgia gisele gladys gloria grace greta gretchen gwen hannah harriet heather heidi helen
    helena helga hilary hillary hope huma ida ingrid inga irene iris isabel isabella isabelle ivana ivanka
    jacinda jackie jacqueline jane janet janice jasmine jeanette jeanne jen jenna jennifer jenny jessica jill
    jo joan joanna joanne josephine joyce juanita judith judy julia juliana julie juliet kaja kamala karen
    karin karine karla kate katherine kathleen kathryn kathy katie katrina kayla kayleigh kellyanne keisha
    kelly kerstin khadija kimberly kirsten kirstjen klara kristen kristin kristina laura lauren leila lena
    leslie leticia lillian lily linda lisa liz liza lois lola loretta lori lorraine louise lucia lucille lucy
    luisa lydia lynn mabel madeleine madeline magdalena malala marcia margaret margarita margrethe maria
    mariam marian marianne marie marilyn marina marine marion marissa marjorie marlene marsha martha mary
    matilda maureen maxine maya megan meghan melania melanie melinda melissa mercedes meredith michele
    michelle mildred miriam molly monica nadia nancy naomi natalia natalie natasha nellie nicola nicole nikki
    nina nora norma olga olivia pamela patricia patty paula pauline peggy penelope penny petra phyllis
    priscilla priti rachel raquel rebecca regina renata renee rhonda rita roberta rosa rosalind rose rosemary
    roxanne ruth sabrina sally samantha sandra sara sarah savannah shannon sharon sheila shelley sheryl
    shirley silvia simone sofia sonia sophia sophie stacey stacy stella stephanie sue susan susana susanne
    suzanne svetlana sylvia tamara tammy tanya tara tatiana teresa terri thelma theresa tiffany tina tracey
    tulsi ursula valentina valerie vanessa vera veronica vicky victoria viola violet virginia vivian wanda
    wendy whoopi yolanda yulia yvette yvonne zoe
    """.split()
)

MALE = frozenset(
    """
    aaron abdul abdullah abraham adam adrian ahmed al alan albert alberto alejandro alex alexander alexei
    alfred ali allen alvin amir anatoly anders andre andreas andrew andy angus ansar anthony antonin antonio
    antony archie armando arnold arthur arturo asif austin axel barack barry bart ben benito benjamin benny
    bernard bernie bill billy bob bobby boris brad bradley brandon brent brett brian bruce bruno bryan byron
    calvin carl carlos cedric chad charles charlie chester chris christian christopher chuck clarence clark
    claude claudio clay clifford clint clyde colin connor corey craig curtis cyril cyrus dale damian damon dan
    daniel daniil danny darrell darren daryl dave david dean dennis denis derek derrick diego dick dieter
    dimitri dmitry dmitri dominic don donald doug douglas duane duncan dustin dwayne dwight earl ed eddie
    edgar edmund eduardo edward edwin elias elijah elliot elliott elmer elon emanuel emile emmanuel enrique
    eric erik ernest ernesto ethan eugene evan evgeny fabio felix ferdinand fernando floyd francis francisco
    francois frank franklin franz fred frederic frederick friedrich fritz gabriel garry gary gavin gene geoff
    geoffrey george gerald gerard gerhard gilbert giorgio giovanni giuseppe glen glenn gordon graham greg
    gregory guillermo gus gustavo guy hamid hans harold harry harvey hassan hector heinrich helmut henri henry
    herbert herman hiroshi horst howard hubert hugh hugo hussein ian ibrahim igor imran isaac ismail ivan ivo
    jack jacob jacques jake james jamal jared jason javier jay jean-claude jean-luc jeb jeff jeffrey
    jens jeremy jerome jerry jesus jesse jim jimmy joachim joao joaquin joe joel johan johannes john johnny
    jon jonas jonathan jorge jose josef joseph josh joshua juan julian julio julius junior justin kareem karl
    keith ken kenneth kevin khalid kofi konrad konstantin kurt kyle lance larry lars laurence lawrence leo
    leon leonard leonardo leonid leopold leroy lester lewis liam lindsey lionel lloyd lorenzo lou louis luca
    lucas luigi luis luiz luke maarten magnus mahmoud malcolm manuel marc marcel marco marcos marcus mario
    mark marshall martin marvin mateusz matt matteo matthew maurice max maximilian mehmet mel melvin michael
    michel miguel mikael mike mikhail milan milton mitch mitt mohamed mohammed mohammad muhammad murray
    mustafa narendra nathan nathaniel ned neil nelson newt nicholas nick nicolas nigel nikita nikolai noah
    noam noel norman olaf oleg oliver omar orlando oscar osama oskar otto owen pablo patrick paul paulo pavel
    pedro pete peter petro phil philip philippe phillip pierre rafael rahm raj ralph ramon rand randall randy
    raphael raul ray raymond recep reggie reince reinhard rex ricardo richard rick ricky rob robert roberto
    rodney rodrigo roger roland rolf roman ron ronald ross roy ruben rudolf rudolph rudy rupert russell ryan
    salvador salvatore sam samir samuel scott sean sebastian sergei sergey sergio seth shane shawn shinzo
    sherrod sidney simon spencer stanley stefan stefano stephen steve steven stuart sven tariq tayyip ted
    terrence terry theodore thomas tim timothy tobias toby todd tom tomas tommy tony travis trent trevor trey
    tyler umar victor viktor vince vincent vitaly vladimir volodymyr wade wallace walter warren wayne werner
    wilfred will willem william willie winston wolfgang xavier yasser yevgeny yitzhak yuri yusuf zachary
    """.split()
)

# First names of both genders: they show a person, but no gender.
EITHER = frozenset(
    """
    alexis avery bailey blair cameron carey carson casey dakota dana devon drew erin hayden jaime jamie
    jan jean jessie jo-renee jody jordan jules kai kerry kris lane lee leigh lindsay logan loren
    mackenzie micah morgan pat paris parker peyton quinn reese riley robbie robin rowan sacha sage
    sandy sasha shea skyler stevie sydney taylor tracy tristan xi kim ban keron aparna ildefonso ariel
    angel
    """.split()
)
