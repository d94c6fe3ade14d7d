"""Resolving the sources of one article to the entities that it names.

An article passes through these modules in this order:

1. `capitalised_runs`, `name_finder`, `mention`: find the names and what type of thing each of them names.
2. `name_variants`, `entity`: group the names that mean the same entity.
3. `descriptions`, `role_words`, `genders`: read what the article says about each entity.
4. `inventory`: hold all of that for one article.

Each source then passes through these:

5. `source_tokens`, `source_phrase`: read the names and words of the source.
6. `resolver`: resolve it by its names, or with `pronouns`, or as a description with `nominals` and `description_fit`,
   by who is most salient there (`salience`, `prominence`). The result is a `resolved_source`.
7. `explanations`: say why, for the editor.

`lexicons` contains the word lists.
"""
