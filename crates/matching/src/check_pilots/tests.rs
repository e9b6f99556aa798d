//! Choices broken on purpose.

use super::*;
use crate::pilots::tests::Contest;
use nanduti_model::{PilotSelection, WorkshopId};

fn rules(contest: &Contest, selection: &PilotSelection) -> Vec<&'static str> {
    let plan = contest.case.input();
    match check_pilots(&contest.input(&plan), selection) {
        Ok(_) => Vec::new(),
        Err(violations) => violations.iter().map(|v| v.rule).collect(),
    }
}

fn contest() -> Contest {
    let mut contest =
        Contest::new(2, &[9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.5, 0.4, 0.3]);
    contest.case.policy.equity.women_led = true;
    contest.case.policy.equity.min_per_cluster = 2;
    for w in [0, 1, 6, 7] {
        contest.case.population.workshops[w].led_by = Some(LedBy::Man);
    }
    contest
}

#[test]
fn every_broken_rule_is_caught() {
    let contest = contest();
    let good = contest.select();
    assert_eq!(rules(&contest, &good), Vec::<&str>::new());
    let check = |rule: &str, change: &dyn Fn(&mut PilotSelection)| {
        let mut broken = good.clone();
        change(&mut broken);
        assert!(broken != good, "{rule}: nothing changed");
        let found = rules(&contest, &broken);
        assert!(found.contains(&rule), "{rule} not in {found:?}");
    };
    let at = |role: PilotRole| good.choices.iter().position(|c| c.role == role).unwrap();
    let (pilot, preselected) = (at(PilotRole::Pilot), at(PilotRole::Preselected));
    let swap = |s: &mut PilotSelection, a: usize, b: usize| {
        let role = s.choices[a].role;
        s.choices[a].role = s.choices[b].role;
        s.choices[b].role = role;
    };
    check("value", &|s| s.outcome.value += 1.0);
    check("pilots", &|s| s.choices[pilot].role = PilotRole::JustOutside);
    check("reserves", &|s| s.choices[at(PilotRole::Reserve)].role = PilotRole::JustOutside);
    check("preselected", &|s| s.choices[preselected].role = PilotRole::JustOutside);
    check("order", &|s| s.choices.reverse());
    check("best_gain", &|s| s.best_gain[3] = None);
    check("gain", &|s| s.choices[0].gain += 1.0);
    check("workshop", &|s| s.choices[0].workshop_id = WorkshopId::from("X"));
    check("reason", &|s| s.choices[0].reason = PilotReason::LessGain(-1.0));
    check("verify", &|s| s.choices[0].verify.push("willingness".to_owned()));
    check("clause_cost", &|s| s.clauses[0].cost = -1.0);
    check("funnel", &|s| s.funnel[1].n += 1);
    check("bound", &|s| {
        s.outcome.value -= 1.0;
        s.outcome.bound = Some(s.outcome.value);
    });
    // A man's workshop in a woman's place.
    let man = good.choices.iter().position(|c| c.workshop == 1 && c.role != PilotRole::Pilot);
    if let Some(man) = man {
        let woman = good
            .choices
            .iter()
            .position(|c| c.role == PilotRole::Pilot && c.cluster == 0 && c.workshop > 1)
            .unwrap();
        check("shares", &|s| swap(s, man, woman));
    }
    check("minimum_per_cluster", &|s| {
        let second: Vec<usize> = (0..s.choices.len())
            .filter(|&c| s.choices[c].cluster == 1 && s.choices[c].role == PilotRole::Pilot)
            .collect();
        for c in second {
            s.choices[c].role = PilotRole::Preselected;
        }
    });
}

#[test]
fn the_gate_and_pins_are_read_from_the_case() {
    let mut contest = contest();
    let before = contest.select();
    let first = before.with_role(PilotRole::Pilot).next().unwrap().workshop;
    contest.case.population.workshops[first].consent.programme = Some(false);
    assert!(rules(&contest, &before).contains(&"gate"));
    let mut contest = self::contest();
    let outside = before.with_role(PilotRole::Preselected).next().unwrap().workshop;
    contest.decisions.push(Decision {
        workshop: outside,
        kind: DecisionKind::Pin,
        reason: String::new(),
        acta: String::new(),
    });
    assert!(rules(&contest, &before).contains(&"pin"));
}
