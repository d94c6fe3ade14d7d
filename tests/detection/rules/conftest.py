import pytest


@pytest.fixture(autouse=True)
def without_the_model(monkeypatch):
    """Test the rules, which are used if the trained model cannot be loaded."""
    monkeypatch.setattr("annotate.detection.detector.trained_model", lambda: None)
