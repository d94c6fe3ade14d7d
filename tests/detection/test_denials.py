"""Denials from courts, companies, sport and diplomacy, and sentences that only look like denials."""

import pytest

from annotate.detection import detect
from annotate.text import Document

DENIALS = [
    # courts
    ("Prosecutors say Marlow took bribes. Marlow denied that he had taken a cent.", "taken a cent"),
    ("Her lawyer, Anne Teller, rejected the charges as politically motivated.", "the charges"),
    ("Kessler pleaded not guilty and told the court he had never met the victim.", "never met the victim"),
    ("The defence disputed the finding that the brakes had been tampered with.", "brakes had been tampered with"),
    ("“I did nothing wrong,” Ruiz said as he left the courthouse.", "I did nothing wrong"),
    ("In a statement, the judge denied having spoken to either party.", "having spoken to either party"),
    ("Through his solicitor, Mr Hale refuted the allegation that he had destroyed records.", "destroyed records"),
    ("Ortega testified that she had no knowledge of the payments.", "no knowledge of the payments"),
    ("Asked whether he had threatened the witness, Dunne said he was not involved.", "not involved"),
    ("Defence lawyer Mark Ruiz called the accusations “a tissue of lies”.", "a tissue of lies"),
    ("The trader was charged with fraud in May. She pleaded not guilty.", "not guilty"),
    ("Dunne told the jury his client had “never set foot in the house”.", "never set foot in the house"),
    ("Asked about the money, the clerk said she had “never taken so much as a penny”.", "never taken so much"),
    # companies
    ("Penfold Homes said it had “never paid for so much as a sandwich”.", "never paid"),
    ("The company has never shipped a faulty pump, Halden said, calling the claim absurd.", "the claim absurd"),
    ("Its chairman said the report was a malicious fabrication.", "malicious fabrication"),
    ("Norvik Energy denied any wrongdoing on Tuesday.", "any wrongdoing"),
    ("The company called the report false and denied that its filters leak.", "its filters leak"),
    ("A spokeswoman for Halden dismissed the claims as baseless.", "the claims"),
    ("Chief executive Paul Renner said the accusations were unfounded.", "unfounded"),
    ("“The report is simply not true,” said a spokesman for Brightwater.", "not true"),
    ("The bank disputes the suggestion that it misled investors.", "misled investors"),
    ("Orlen Foods rejected accusations that it had hidden the test results.", "hidden the test results"),
    ("The airline has repeatedly denied that pilots were put under pressure.", "pilots were put under pressure"),
    ("The maker said it had never received such a complaint.", "never received such a complaint"),
    # sport
    ("Lindqvist has always denied doping.", "doping"),
    ("The coach rejected suggestions that he had lost the dressing room.", "lost the dressing room"),
    ("The club denied reports that it had approached the striker.", "approached the striker"),
    ("“I have never taken anything illegal,” the sprinter told reporters.", "never taken anything illegal"),
    ("The federation dismissed allegations of match-fixing as “nonsense”.", "match-fixing"),
    ("Okafor contradicted the referee’s account of the incident.", "account of the incident"),
    ("Her agent said the claims were ridiculous and that the runner had been in Oslo all week.", "ridiculous"),
    # diplomacy
    ("Finland’s defence minister said the claim was absurd.", "absurd"),
    ("Moscow denied that its aircraft had crossed the border.", "crossed the border"),
    ("The foreign ministry rejected the accusation that it had supplied the rebels.", "supplied the rebels"),
    ("Tehran dismissed the report as fabricated.", "the report"),
    ("Beijing pushed back against claims that it had manipulated the vote.", "manipulated the vote"),
    ("The ambassador said the allegations were “a complete fabrication”.", "fabrication"),
    ("A government spokesman denied the minister had met the envoy.", "met the envoy"),
]
NO_DENIALS = [
    "The court denied his request for bail.",
    "The judge rejected a plea deal on Monday.",
    "Parliament rejected the treaty by a narrow margin.",
    "The senator declined to comment on the report.",
    "The company refused to say how many staff would go.",
    "The ministry dismissed three officials over the affair.",
    "The club dismissed its coach after the defeat.",
    "The striker was denied by the post in the final minute.",
    "Voters rejected the proposal in a referendum.",
    "Mayor Doyle said the plan would cost 3 million crowns.",
    "The union said the talks were not over.",
    "The minister said taxes would not rise next year.",
    "“We will never forget this day,” the mayor said.",
    "The board rejected the takeover bid as too low.",
    "She said the storm had not reached the coast.",
    "The inspector warned that the dam was not safe.",
    "The clerk said the charges of false accounting would be dropped.",
    "The trader pleaded guilty to three counts of fraud.",
    "Officials said the city had never seen such rain.",
    "The striker said he had not slept well before the final.",
    "Prosecutors said the firm had filed false reports.",
    "The envoy said no date had been set for the talks.",
    "“Nobody knew it would be this cold,” the coach said.",
    "The airline said it could not rule out further delays.",
    "The keeper denied the same player.",
    "The keeper denied the same player with a fine save.",
]


@pytest.mark.parametrize(("text", "words"), DENIALS)
def test_a_denial_is_found_as_a_denial(text, words):
    denied = [text[start:end] for each in detect(Document(text)) if each.kind == "denial" for start, end in each.spans]
    assert any(words in each for each in denied), detect(Document(text))


@pytest.mark.parametrize("text", NO_DENIALS)
def test_rejecting_something_other_than_a_charge_is_not_a_denial(text):
    assert not [each for each in detect(Document(text)) if each.kind == "denial"]


FOLLOW_UPS = [
    ("Brandvik denied the allegations. The company has never released untreated solvent into the river, spokeswoman "
     "Carla Jessup said.", "has never released"),
    ("Cllr Hales rejected claims that officers had been told to wave it through. He insisted no pressure was put on "
     "anyone.", "no pressure was put on anyone"),
    ("Moscow denied the accusation. “Not one of our aircraft was in the air,” Moscow’s envoy said.", "in the air"),
    ("Lindqvist denied doping. Her lawyer said the sample was not hers.", "was not hers"),
]  # fmt: skip
NO_FOLLOW_UPS = [
    ("Brandvik denied the allegations. The regulator said it had not finished its inquiry.", "not finished"),
    ("Brandvik denied the allegations. It said sales would grow by a tenth.", "would grow"),
    ("Brandvik denied the allegations.\n\nThe company said it had not yet decided on a dividend.", "not yet decided"),
    ("Brandvik said prices would rise. The company said it had not yet decided on a dividend.", "not yet decided"),
]


@pytest.mark.parametrize(("text", "words"), FOLLOW_UPS)
def test_a_negated_claim_by_the_same_side_right_after_a_denial_is_a_denial(text, words):
    denied = [text[start:end] for each in detect(Document(text)) if each.kind == "denial" for start, end in each.spans]
    assert any(words in each for each in denied), detect(Document(text))


@pytest.mark.parametrize(("text", "words"), NO_FOLLOW_UPS)
def test_other_claims_after_a_denial_are_not_denials(text, words):
    kinds = {each.kind for each in detect(Document(text)) for start, end in each.spans if words in text[start:end]}
    assert kinds and "denial" not in kinds


ANSWERS = [
    ("Prosecutors say Dr Ellis forged the notes. Ellis told the court he did not write them.", "did not write them"),
    ("Marlow was charged with fraud. He told the jury he had not taken the money.", "had not taken the money"),
    ("Campaigners accused Penfold of dumping waste. “We did not dump anything,” a spokesman said.", "did not dump"),
    (
        "Fans accused the water firm of dumping. A spokesman for the water firm said the gates had not been open.",
        "had not been open",
    ),
    ("Rivals alleged that the runner had doped. Her lawyer said nothing was found in her blood.", "nothing was found"),
    ("Fans blamed the club for the crush. The club said the gates had never been locked.", "had never been locked"),
    ("The scientist was accused of inventing data. She said the figures had been misunderstood.", "misunderstood"),
]
NO_ANSWERS = [
    (
        "Campaigners accused Penfold of dumping waste. Campaigners said the firm had not cleaned the river.",
        "not cleaned",
    ),
    ("Prosecutors accused Marlow of fraud. The weather service said it had not rained for a month.", "not rained"),
    (
        "Campaigners accused Penfold of dumping waste. A spokesman for the weather service said it had not rained.",
        "not rained",
    ),
    (
        "Campaigners accused Penfold of dumping waste. Rowan’s lawyer said the gates had not been locked.",
        "not been locked",
    ),
    (
        "Campaigners accused Penfold of dumping waste. Penfold said the strike does not affect its operating results.",
        "not affect",
    ),
    ("The mayor opened a bridge. A spokesman said the old bridge was not safe.", "was not safe"),
    ("Marlow was charged with fraud. He said he would not run again.", "would not run"),
    ("Fans blamed the club. The club said it did not yet know how many were hurt.", "yet know"),
]


@pytest.mark.parametrize(("text", "words"), ANSWERS)
def test_a_negated_answer_by_the_accused_after_a_charge_is_a_denial(text, words):
    denied = [
        text[start:end] for claim in detect(Document(text)) if claim.kind == "denial" for start, end in claim.spans
    ]
    assert any(words in content for content in denied), detect(Document(text))


@pytest.mark.parametrize(("text", "words"), NO_ANSWERS)
def test_a_negation_that_answers_no_charge_is_not_a_denial(text, words):
    kinds = {claim.kind for claim in detect(Document(text)) for start, end in claim.spans if words in text[start:end]}
    assert kinds and "denial" not in kinds
