import pytest


@pytest.fixture(autouse=True)
def without_the_model(monkeypatch):
    """What stands here holds for the rules, which serve where the trained model cannot be loaded."""
    monkeypatch.setattr("annotate.detection.detector.trained_model", lambda: None)
