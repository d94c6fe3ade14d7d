"""The names that stand in an article, and what the article says about who bears them."""
