import pytest
from tokenizers import Tokenizer

from annotate.detection.model.onnx_model import FOLDER, VOCABULARY, Model, load_tokenizer
from annotate.detection.model_detector import trained_model


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return load_tokenizer(FOLDER / VOCABULARY)


@pytest.fixture(scope="session")
def model() -> Model:
    found = trained_model()
    assert found, "the model in the box cannot be loaded"
    return found
