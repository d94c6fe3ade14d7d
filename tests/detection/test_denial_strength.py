"""How strongly a cue and its content deny something, over several beats."""

import pytest

from annotate.detection.denials import DenialStrength, denial_strength

STRONG = [
    # cues that deny
    ("hit back at", "claims that the squad was unfit"),
    ("countered", "the allegation that its pipes leak"),
    ("challenged", "the figures in the audit"),
    ("ridiculed", "the suggestion that he would quit"),
    ("laughed off", "rumours of a move to Lisbon"),
    ("swatted away", "talk of a split in the cabinet"),
    ("repudiated", "the assertion that the trial was rigged"),
    ("scotched", "speculation about her future"),
    ("is fighting", "the charges"),
    ("saw off", "criticism of its pay policy"),
    ("did not accept", "the claim that nurses were at fault"),
    ("refused to accept", "that the drug had harmed anyone"),
    ("rejected", "the minister's argument that the dam is safe"),
    ("denies", "theft and two counts of assault"),
    ("denied", "Reading Council's claim that he owed rent"),
    ("denied", "that her bid to host the games was bought"),
    # innocence
    ("has always maintained", "his innocence"),
    ("pleaded", "not guilty"),
    ("told the jury", "he was not guilty of any offence"),
    ("insisted", "she was completely innocent"),
    ("said", "the company had no case to answer"),
    ("said", "there had been no wrongdoing at the plant"),
    # words that deny after a neutral cue
    ("said", "he totally rejected the allegations"),
    ("said", "“I reject that entirely”"),
    ("said", "the council strongly disputes these figures"),
    ("said", "“we do not recognise this description of our wards”"),
    ("said", "it was wrong to suggest that the vaccine caused it"),
    ("said", "the report was simply incorrect"),
    ("told reporters", "nothing of the kind had happened"),
    ("said", "no such meeting took place"),
    ("said", "her remarks had been misconstrued"),
    ("said", "his words were taken out of context"),
    ("said", "there was no substance to the rumour"),
    ("wrote", "the paper had painted “a false picture”"),
    ("said", "“At no point did we mislead our investors”"),
    ("", "“To say the water was unsafe is completely untrue.”"),
    # somebody insists because somebody else said otherwise
    ("insisted", "the ruling did not affect its customers"),
    ("has insisted", "there is no rift in the team"),
    # never, with an act
    ("told the court", "he had never met the complainant"),
    ("said", "“I have never taken a banned substance”"),
    ("said", "the airline had never knowingly misled a passenger"),
    ("said", "“I never touched him”"),
]
WEAK = [
    ("said", "“I never make it easy for myself”"),
    ("said", "“We have never won here”"),
    ("said", "the ruling did not affect its customers"),
    ("found", "no evidence of a cover-up"),
    ("says", "there is no rift in the team"),
    ("said", "the advert had been misunderstood"),
    ("replied", "“Absolutely not”"),
]
NONE = [
    ("have alleged", "that he hid the loss by giving auditors false information"),
    ("accused", "the minister of spreading claims that were false"),
    ("pleaded guilty to", "fraud in which profits were exaggerated"),
    ("testified", "the invoices were false"),
    ("found", "the directors not guilty of negligence"),
    ("was cleared", "and found not guilty of fraud"),
    ("rejected", "a request for more time"),
    ("rejected", "the union's latest pay offer"),
    ("rejected", "a bid worth £40m amid claims of unrest"),
    ("dismissed", "the appeal"),
    ("challenged", "the ruling in the High Court"),
    ("fought", "a long campaign for the park"),
    ("denied", "the runner's bid to compete"),
    ("denied", "Rovers a late winner"),
    ("denied", "Okoro with a fine tackle"),
    ("rejected", "the idea of a merger"),
    ("declined to comment on", "the allegations"),
    ("has yet to confirm or deny", "the meeting"),
    ("has not denied", "the claims"),
    ("said", "the referee made a false start to his career"),
    ("said", "it was misleading for the bank to list the sale as a loss"),
    ("said", "the rules of the league would change in May"),
]


@pytest.mark.parametrize(("cue", "content"), STRONG)
def test_words_that_deny_by_themselves_are_a_strong_denial(cue, content):
    assert denial_strength(cue, content) == DenialStrength.STRONG


@pytest.mark.parametrize(("cue", "content"), WEAK)
def test_words_that_only_answer_a_charge_are_a_weak_denial(cue, content):
    assert denial_strength(cue, content) == DenialStrength.WEAK


@pytest.mark.parametrize(("cue", "content"), NONE)
def test_words_that_only_look_like_a_denial_are_not_a_denial(cue, content):
    assert denial_strength(cue, content) == DenialStrength.NONE
