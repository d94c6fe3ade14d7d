import pytest
from tokenizers import Tokenizer

from annotate.detection.learned import trained_model
from annotate.detection.model.network import FOLDER, VOCABULARY, Model, tokenizer_of


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return tokenizer_of(FOLDER / VOCABULARY)


@pytest.fixture(scope="session")
def model() -> Model:
    found = trained_model()
    assert found, "the model in the box cannot be loaded"
    return found
