//! `lever` and `share_of`: what `explain` may name on the way to the next level.

use super::{GARMENT, SMALL, check};
use crate::load::instrument::load_instrument;
use nanduti_model::FaultCode;

#[test]
fn an_indicator_is_a_lever_unless_it_says_otherwise() {
    let of = |more: &str| {
        let text = SMALL.replace("source = \"S50\"", &format!("source = \"S50\"\n{more}"));
        let instrument = load_instrument(&text, "instrument.toml").0.unwrap();
        let at = instrument.node(&"Q1".into()).unwrap();
        let indicator = instrument.indicator(at).unwrap();
        (indicator.lever, indicator.share_of.clone())
    };
    assert_eq!(of(""), (true, None));
    assert_eq!(of("lever = false"), (false, None));
    assert_eq!(of("share_of = \"rework\""), (true, Some("rework".to_owned())));
}

#[test]
fn what_they_may_not_hold_is_a_fault() {
    check("source = \"S50\"", "source = \"S50\"\nlever = \"no\"", FaultCode::BadValue);
    check("source = \"S50\"", "source = \"S50\"\nshare_of = \"wrk\"", FaultCode::UnknownReference);
}

/// What others do, and opinions, are nothing an owner can change; minors and accidents are no
/// indicators at all.
#[test]
fn the_garment_instrument_says_what_is_no_lever() {
    let instrument = load_instrument(GARMENT, "instrument.toml").0.unwrap();
    let mut not: Vec<&str> = (0..instrument.nodes.len())
        .filter(|&node| instrument.indicator(node).is_some_and(|indicator| !indicator.lever))
        .map(|node| instrument.nodes[node].id.as_str())
        .collect();
    not.sort_unstable();
    assert_eq!(not, ["AS06", "AS07", "AS08", "AS09", "AS11", "AS13", "DG15", "DG16"]);
    for node in 0..instrument.nodes.len() {
        let Some(indicator) = instrument.indicator(node) else { continue };
        let carried = instrument.questions.iter().filter(|question| question.carried_only);
        assert!(carried.into_iter().all(|question| question.id.as_str() != indicator.reads));
        // A percentage of the staff moves by whole people.
        let of_staff =
            ["dw01_ips_share", "dw07_contract_share", "dw11_pain_share", "dw15_turnover"];
        assert_eq!(
            indicator.share_of.as_deref() == Some("pr01_workers"),
            of_staff.contains(&indicator.reads.as_str()),
            "{}",
            instrument.nodes[node].id
        );
    }
}
