import pytest

from annotate.evaluation.calibration import calibrate


def test_the_expected_error_is_the_mean_distance_weighted_by_cases():
    # 0.8 to 0.9: four cases, mean confidence 0.85, 3 right: |0.75 - 0.85| = 0.1. 0.5 to 0.6: one case at 0.6, wrong:
    # 0.6. (4 · 0.1 + 1 · 0.6) / 5 = 0.2
    found = calibrate([(0.9, True), (0.8 + 0.03, True), (0.82, False), (0.85, True), (0.6, False)])
    assert [(part.low, part.high, part.count, part.right) for part in found.bins] == [
        (0.5, 0.6, 1, 0),
        (0.8, 0.9, 4, 3),
    ]
    assert found.bins[1].mean_confidence == pytest.approx(0.85)
    assert found.error == pytest.approx(0.2)


@pytest.mark.parametrize(("confidence", "low"), [(0, 0), (0.1, 0), (0.11, 0.1), (0.3, 0.2), (0.7, 0.6), (1, 0.9)])
def test_a_bin_includes_its_upper_end_and_the_first_includes_zero(confidence, low):
    assert [part.low for part in calibrate([(confidence, True)]).bins] == [low]


def test_without_cases_there_is_no_error():
    assert calibrate([]).error is None


@pytest.mark.parametrize("confidence", [-0.1, 1.01, float("nan")])
def test_a_confidence_outside_0_to_1_is_refused(confidence):
    with pytest.raises(ValueError, match="from 0 to 1"):
        calibrate([(confidence, True)])
