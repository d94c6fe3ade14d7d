"""The names that stand in an article, and what the article says about who bears them.

In the order in which an article walks through: `tokens`; `runs` of capitalised words; the names that `finding` makes of
them, each a `mention`; `naming`, which puts those of one `entity` together; what `describing` and `genders` read about
it; all of that is collected in an `inventory`. Then each source: its `items`; what `reading` takes from the names in
it; its `meaning`, by these names, or by `pronouns` or `nominals` and who is in the `foreground` (`subjects`); an
`answer`, and the reason for it (`telling`). `roles` brings descriptions to one form, `lexicons` have the words.
"""
