use super::*;

#[test]
fn effects_stop_at_the_best_value() {
    // Worked by hand: efficiency 45 + 3, best 65; at 64 only 1 is left.
    assert_eq!(apply_effect(EffectKind::Add, 3.0, 45.0, 65.0, 0.0, 1.0), 48.0);
    assert_eq!(apply_effect(EffectKind::Add, 3.0, 64.0, 65.0, 0.0, 1.0), 65.0);
    // Rework 10 × 0.75 = 7.5; half the scale takes half the change: 8.75.
    assert_eq!(apply_effect(EffectKind::Times, 0.75, 10.0, 5.0, 0.0, 1.0), 7.5);
    assert_eq!(apply_effect(EffectKind::Times, 0.75, 10.0, 5.0, 0.0, 0.5), 8.75);
    assert_eq!(apply_effect(EffectKind::Times, 0.25, 10.0, 5.0, 0.0, 1.0), 5.0);
    // Half a standard deviation of 2 adds 1.
    assert_eq!(apply_effect(EffectKind::StandardDeviations, 0.5, 3.0, 8.0, 2.0, 1.0), 4.0);
}

#[test]
fn set_never_worsens() {
    assert_eq!(apply_effect(EffectKind::Set, 2.0, 1.0, 3.0, 0.0, 1.0), 2.0);
    assert_eq!(apply_effect(EffectKind::Set, 2.0, 2.5, 3.0, 0.0, 1.0), 2.5);
}

#[test]
fn side_effects_may_worsen() {
    assert_eq!(apply_effect(EffectKind::Add, -1.0, 45.0, 65.0, 0.0, 1.0), 44.0);
}

#[test]
fn regularity_steps() {
    assert_eq!(order_regularity(None, false), 0.3);
    assert_eq!(order_regularity(Some(TieStrength::None), true), 0.65);
    assert_eq!(order_regularity(Some(TieStrength::Stable), false), 1.0);
}

#[test]
fn effects_come_after_their_lag_and_temporary_ones_go() {
    let mut effect = Effect {
        indicator: "PR06".into(),
        kind: EffectKind::Add,
        low: 0.0,
        expected: 3.0,
        high: 6.0,
        when: None,
        needs_orders: false,
        lag_quarters: 1,
        lasts_quarters: None,
        fade_per_year: 0.0,
        evidence: nanduti_model::EvidenceKind::BeforeAfter,
        source: nanduti_model::Source {
            text: nanduti_model::Label::default(),
            basis: nanduti_model::Basis::Assumption,
        },
    };
    let line = ActiveLine { intervention: 0, start: Quarter(0), end: Quarter(1) };
    let at = |effect: &Effect, q| is_active(effect, line, Quarter(q));
    assert_eq!([at(&effect, 1), at(&effect, 2), at(&effect, 3)], [None, Some(0), Some(1)]);
    effect.lasts_quarters = Some(1);
    assert_eq!([at(&effect, 0), at(&effect, 1)], [Some(0), None]);
}
