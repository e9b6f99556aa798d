//! `frame.json`: the normalisations and weights as they were fitted and the answers they rest on, so that a
//! later file is scored by them and moves nobody.
//!
//! It holds the SHA-256 of the instrument and of itself: a frame of another instrument and one
//! that was changed by hand are refused. Answers that are only carried are not in it.

mod answers;
mod normalisations;

use crate::load::files::hash;
use answers::{answers, read_answers};
use nanduti_model::{
    AnswerTable, Fault, FaultCode, Fitted, Instrument, LogTransform, Node, NodeId, Place,
    WeightsReach,
};
use normalisations::{normalisation, read_normalisation};
use serde_json::{Value, json};

/// Version of the format.
const SCHEMA: &str = "nanduti.frame/1";

/// A frame as it was saved.
#[derive(Clone, PartialEq, Debug)]
pub struct SavedFrame {
    /// SHA-256 of the file of the instrument, in hexadecimal.
    pub instrument_hash: String,
    /// The normalisations, in instrument order of the indicators; rows have no groups yet.
    pub fitted: Vec<Fitted>,
    /// The answers they were fitted on.
    pub reference: AnswerTable,
    /// Weight of every node, in instrument order; empty in a frame of before weights were kept.
    pub weights: Vec<f64>,
}

impl SavedFrame {
    /// Sets the weights of the frame in its instrument: what was fitted is not fitted again.
    pub(super) fn set_weights(&self, instrument: &mut Instrument) {
        for (node, weight) in instrument.nodes.iter_mut().zip(&self.weights) {
            node.weight = *weight;
        }
        for weighting in instrument.weightings.iter_mut().filter(|w| w.method.is_fitted()) {
            weighting.reach = Some(WeightsReach::FromFrame);
        }
    }
}

/// The frame as JSON, the same bytes for the same input.
pub(super) fn render(
    instrument: &Instrument,
    instrument_hash: &str,
    fitted: &[Fitted],
    reference: &AnswerTable,
) -> String {
    let frame = json!({
        "instrument": format!("{} {}", instrument.id, instrument.version),
        "instrument_sha256": instrument_hash,
        "weights": weights(instrument),
        "fitted": fitted.iter().map(|f| one_fitted(instrument, f)).collect::<Vec<_>>(),
        "reference": answers(instrument, reference),
    });
    let value = json!({ "schema": SCHEMA, "sha256": hash_of(&frame), "frame": frame });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a frame for an instrument with this hash. The fault names what is wrong with it.
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    instrument: &Instrument,
    instrument_hash: &str,
) -> Result<SavedFrame, Fault> {
    let refused =
        |reason: &str| Fault::new(FaultCode::BadResult, Place::file(file)).with("reason", reason);
    let value: Value = serde_json::from_slice(bytes).map_err(|_| refused("not_a_frame"))?;
    if value["schema"] != SCHEMA {
        return Err(refused("not_a_frame"));
    }
    let frame = &value["frame"];
    if value["sha256"].as_str() != Some(&hash_of(frame)) {
        return Err(refused("frame_changed"));
    }
    if frame["instrument_sha256"] != instrument_hash {
        return Err(refused("other_instrument"));
    }
    let fitted: Option<Vec<Fitted>> = frame["fitted"]
        .as_array()
        .map(|list| list.iter().map(|one| read_fitted(instrument, one)).collect())
        .unwrap_or_default();
    let reference = read_answers(&frame["reference"]);
    let (Some(fitted), Some(reference)) = (fitted, reference) else {
        return Err(refused("not_a_frame"));
    };
    let n = (0..instrument.nodes.len()).filter(|&at| instrument.indicator(at).is_some()).count();
    if fitted.len() != n {
        return Err(refused("not_a_frame"));
    }
    let weights =
        read_weights(instrument, &frame["weights"]).ok_or_else(|| refused("no_weights"))?;
    Ok(SavedFrame { instrument_hash: instrument_hash.to_owned(), fitted, reference, weights })
}

/// Weight of every node by its id.
fn weights(instrument: &Instrument) -> Value {
    let weight = |node: &Node| (node.id.to_string(), json!(node.weight));
    Value::Object(instrument.nodes.iter().map(weight).collect())
}

/// The weights that [`weights`] wrote; none where the frame holds none and the instrument fits
/// none.
fn read_weights(instrument: &Instrument, value: &Value) -> Option<Vec<f64>> {
    if value.is_null() {
        let fits = instrument.weightings.iter().any(|weighting| weighting.method.is_fitted());
        return (!fits).then(Vec::new);
    }
    let sound = |weight: &f64| weight.is_finite() && *weight >= 0.0;
    instrument.nodes.iter().map(|node| value[node.id.as_str()].as_f64().filter(sound)).collect()
}

fn hash_of(frame: &Value) -> String {
    hash(frame.to_string().as_bytes())
}

fn one_fitted(instrument: &Instrument, fitted: &Fitted) -> Value {
    let log = fitted.log.map(|log| match log {
        LogTransform::Up { origin, offset } => json!({ "up": [origin, offset] }),
        LogTransform::Down { origin, offset } => json!({ "down": [origin, offset] }),
    });
    json!({
        "indicator": instrument.nodes[fitted.node].id.as_str(),
        "low": fitted.low,
        "high": fitted.high,
        "log": log,
        "groups": fitted.groups,
        "by_group": fitted.by_group.iter().map(|n| n.as_ref().and_then(normalisation)).collect::<Vec<_>>(),
    })
}

fn read_fitted(instrument: &Instrument, value: &Value) -> Option<Fitted> {
    let id = NodeId::from(value["indicator"].as_str()?);
    let pair = |value: &Value| Some((value[0].as_f64()?, value[1].as_f64()?));
    let log = match (&value["log"]["up"], &value["log"]["down"]) {
        (Value::Null, Value::Null) => None,
        (Value::Null, down) => {
            pair(down).map(|(origin, offset)| LogTransform::Down { origin, offset })
        }
        (up, _) => pair(up).map(|(origin, offset)| LogTransform::Up { origin, offset }),
    };
    let by_group = value["by_group"].as_array()?.iter().map(|given| match given {
        Value::Null => Some(None),
        given => read_normalisation(given).map(Some),
    });
    let groups = value["groups"].as_array()?.iter().map(|name| name.as_str().map(str::to_owned));
    Some(Fitted {
        node: instrument.nodes.iter().position(|node| node.id == id)?,
        low: value["low"].as_f64(),
        high: value["high"].as_f64(),
        log,
        by_group: by_group.collect::<Option<_>>()?,
        groups: groups.collect::<Option<_>>()?,
        group_of: Vec::new(),
    })
}
