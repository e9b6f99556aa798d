//! Fixed normalisations as JSON and back, number by number.

use nanduti_model::{CodePoints, Normalisation as N};
use serde_json::{Value, json};

/// A fixed normalisation; `None` for one that was never fitted.
pub(super) fn normalisation(given: &N) -> Option<Value> {
    Some(match given {
        N::Goalposts { worst, best } => json!({ "kind": "goalposts", "numbers": [worst, best] }),
        N::OpenGoalposts { worst, best } => {
            json!({ "kind": "open_goalposts", "numbers": [worst, best] })
        }
        N::LogGoalposts { worst, best } => {
            json!({ "kind": "log_goalposts", "numbers": [worst, best] })
        }
        N::BoxCox { lambda, worst, best } => {
            json!({ "kind": "box_cox", "numbers": [lambda, worst, best] })
        }
        N::Band { low_zero, low_full, high_full, high_zero } => {
            json!({ "kind": "band", "numbers": [low_zero, low_full, high_full, high_zero] })
        }
        N::Points(points) => {
            let numbers: Vec<f64> = points.iter().flat_map(|p| [p.code, p.points]).collect();
            json!({ "kind": "points", "numbers": numbers })
        }
        N::Cutoff { at, higher_is_better } => {
            json!({ "kind": "cutoff", "numbers": [at], "higher": higher_is_better })
        }
        N::Bands { cuts, higher_is_better } => {
            json!({ "kind": "bands", "numbers": cuts, "higher": higher_is_better })
        }
        N::Ranked { sample, higher_is_better, as_rank } => {
            let kind = if *as_rank { "rank" } else { "percent_rank" };
            json!({ "kind": kind, "numbers": sample, "higher": higher_is_better })
        }
        N::Sample { .. } => return None,
    })
}

/// The normalisation that [`normalisation`] wrote; `None` where it is none.
pub(super) fn read_normalisation(value: &Value) -> Option<N> {
    let numbers: Vec<f64> =
        value["numbers"].as_array()?.iter().map(Value::as_f64).collect::<Option<_>>()?;
    let higher = || value["higher"].as_bool();
    Some(match (value["kind"].as_str()?, numbers.as_slice()) {
        ("goalposts", &[worst, best]) => N::Goalposts { worst, best },
        ("open_goalposts", &[worst, best]) => N::OpenGoalposts { worst, best },
        ("log_goalposts", &[worst, best]) => N::LogGoalposts { worst, best },
        ("box_cox", &[lambda, worst, best]) => N::BoxCox { lambda, worst, best },
        ("band", &[low_zero, low_full, high_full, high_zero]) => {
            N::Band { low_zero, low_full, high_full, high_zero }
        }
        ("points", pairs) => N::Points(
            pairs.chunks_exact(2).map(|p| CodePoints { code: p[0], points: p[1] }).collect(),
        ),
        ("cutoff", &[at]) => N::Cutoff { at, higher_is_better: higher()? },
        ("bands", _) => N::Bands { cuts: numbers, higher_is_better: higher()? },
        ("rank", _) => N::Ranked { sample: numbers, higher_is_better: higher()?, as_rank: true },
        ("percent_rank", _) => {
            N::Ranked { sample: numbers, higher_is_better: higher()?, as_rank: false }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_to_the_last_digit() {
        let third = 1.0 / 3.0;
        let kinds = [
            N::Goalposts { worst: third, best: -1e-17 },
            N::OpenGoalposts { worst: 0.1, best: 0.2 + 0.1 },
            N::LogGoalposts { worst: 1.0, best: 1e5 },
            N::BoxCox { lambda: 0.0, worst: third, best: 2.0 },
            N::Band { low_zero: 0.0, low_full: third, high_full: 2.0, high_zero: 3.0 },
            N::Points(vec![CodePoints { code: 0.0, points: third }]),
            N::Cutoff { at: third, higher_is_better: false },
            N::Bands { cuts: vec![third, 0.7], higher_is_better: true },
            N::Ranked { sample: vec![third, 0.7], higher_is_better: true, as_rank: true },
            N::Ranked { sample: vec![third, 0.7], higher_is_better: false, as_rank: false },
        ];
        for given in kinds {
            let text = normalisation(&given).unwrap().to_string();
            let value: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(read_normalisation(&value), Some(given));
        }
    }
}
