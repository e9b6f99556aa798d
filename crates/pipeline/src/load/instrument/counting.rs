//! `[counting]`: what is enough, what each lack weighs, and from which share of lacks on a unit
//! counts.

use super::tree::Surroundings;
use super::{ANY, bad};
use crate::load::toml_reader::Section;
use nanduti_diagnostic::counting::Fraction;
use nanduti_model::{
    AssumedFigure, CountingSpec, Deprivation, DeprivedSide, ExactShare, FaultCode, GapTreatment,
    Node, NodeId,
};

/// The view, where one is declared.
pub(super) fn counting(
    root: &Section,
    with: &Surroundings,
    nodes: &[Node],
) -> Option<CountingSpec> {
    let section = root.optional_section("counting")?;
    let cut_off = share(&section, "poverty_cut_off", true);
    let words = [
        (GapTreatment::DropUnit, "drop"),
        (GapTreatment::NotDeprived, "not_deprived"),
        (GapTreatment::LeaveOut, "leave_out"),
    ];
    let given = if section.has("missing") { section.choice("missing", &words) } else { None };
    let missing = given.unwrap_or_default();
    let groups = section.texts("groups");
    for group in &groups {
        with.names.check(&section, "groups", group);
    }
    let against = section.optional_text("against");
    let high_from = section.optional_number("high_from", ANY);
    if against.is_some() != high_from.is_some() {
        bad(&section, "against", "`against` and `high_from` together");
    }
    if let Some(name) = &against
        && !nodes.is_empty()
        && nodes.iter().all(|node| node.id.as_str() != name)
    {
        let known = nodes.iter().map(|node| node.id.as_str());
        section.unknown_reference("against", "node", name, known);
    }
    section.source(AssumedFigure::Counting(String::new()));
    let reading = section.optional_label("reading").unwrap_or_default();
    let sections = section.sections("deprivation");
    let deprivations: Vec<Deprivation> =
        sections.iter().filter_map(|one| deprivation(one, with, nodes)).collect();
    if sections.is_empty() {
        bad(&section, "deprivation", "at least one [[counting.deprivation]]");
    } else if !deprivations.is_empty() && deprivations.iter().all(|d| d.weight.numerator == 0) {
        bad(&section, "deprivation", "at least one weight above 0");
    } else if common_denominator(&deprivations).is_none() {
        bad(&section, "deprivation", "weights with a common denominator, in few digits");
    }
    section.finish();
    let against = against.map(|name| NodeId::from(name.as_str())).zip(high_from);
    Some(CountingSpec {
        poverty_cut_off: cut_off?,
        missing,
        groups,
        deprivations,
        against,
        reading,
    })
}

/// The least number of parts that every weight is a whole number of; `None` where it is too large
/// for exact counts.
fn common_denominator(deprivations: &[Deprivation]) -> Option<u64> {
    const MOST: u64 = 1 << 40;
    deprivations.iter().try_fold(1_u64, |common, lack| {
        let (mut a, mut b) = (common, lack.weight.denominator);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        common.checked_mul(lack.weight.denominator / a.max(1)).filter(|common| *common <= MOST)
    })
}

fn deprivation(section: &Section, with: &Surroundings, nodes: &[Node]) -> Option<Deprivation> {
    let indicator = section.text("indicator");
    // An indicator of the tree, or else a name that expressions may read: never one only carried.
    let readable = |name: &String| {
        nodes.iter().any(|node| {
            node.id.as_str() == name
                && matches!(node.content, nanduti_model::NodeContent::Indicator(_))
        }) || with.names.check(section, "indicator", name)
    };
    let indicator = indicator.filter(readable);
    let label = section.optional_label("label").unwrap_or_default();
    let at = section.number("at", ANY);
    let sides = [
        (DeprivedSide::Below, "below"),
        (DeprivedSide::AtOrBelow, "at_or_below"),
        (DeprivedSide::Above, "above"),
        (DeprivedSide::AtOrAbove, "at_or_above"),
    ];
    let deprived = section.choice("deprived", &sides);
    let worst = section.optional_number("worst", ANY);
    if let (Some(at), Some(worst), Some(side)) = (at, worst, deprived) {
        let below = matches!(side, DeprivedSide::Below | DeprivedSide::AtOrBelow);
        if (below && worst >= at) || (!below && worst <= at) {
            bad(section, "worst", "a value on the deprived side of `at`");
        }
    }
    let weight = share(section, "weight", false);
    let watched = section.flag("watched", false);
    if let (Some(indicator), Some(ExactShare { numerator: 0, .. })) = (&indicator, &weight) {
        let fault = section.fault(FaultCode::LackWithoutWeight, "weight");
        section.push(fault.with("id", indicator));
    }
    let source = section.source(AssumedFigure::Counting(indicator.clone().unwrap_or_default()));
    section.finish();
    let (indicator, at, deprived, weight) = (indicator?, at?, deprived?, weight?);
    Some(Deprivation { indicator, label, at, deprived, worst, weight, watched, source })
}

/// An exact share written as text (`"1/3"`); above 0 and at most 1 where it is a cut-off.
fn share(section: &Section, key: &str, is_cut_off: bool) -> Option<ExactShare> {
    let text = section.text(key)?;
    let read = Fraction::parse(&text).ok().filter(|share| {
        !is_cut_off || (share.numerator() > 0 && share.numerator() <= share.denominator())
    });
    if read.is_none() {
        let cut_off = "\"1/3\": a fraction or decimal in quotes, above 0 and at most 1";
        let weight = "\"1/4\": a fraction or decimal in quotes";
        bad(section, key, if is_cut_off { cut_off } else { weight });
    }
    read.map(|share| ExactShare { numerator: share.numerator(), denominator: share.denominator() })
}
