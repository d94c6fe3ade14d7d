"""Short texts with unusual characters."""

import pytest

ODD = [
    "😀😀 Ms Roe said it was 😀 fine.",
    "👨\u200d👩\u200d👧 The Mu\u0308ller fe\u0301tes, she said.",
    "“It is safe,”\r\nMs Roe said.\r\n\r\n“It is.”\r\n",
    "Roe \ud83d said \udfff that \ud800\udc00.",
    "a\u200bb \u202eRoe said\u202c \ufeff it was.",
    "日本語 Roe said 他说。",
    "\u2028Roe said\u2029it\x85was\x0bso\x0c.",
    "don't can’t ’tis ``it'' U.S. 1,000.5 -- ... run-off",
]
EACH_ODD_TEXT = pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
