//! What hidden questions become.

use super::*;

const HEADER: &str = "workshop_code;work/has_orders;work/on_time";

#[test]
fn a_hidden_blank_does_not_apply_and_a_shown_one_is_blank() {
    let reading = read_csv(&format!("{HEADER}\nA;no;\nB;yes;\nC;yes;7\n"));
    assert_eq!(
        kinds(&reading, "on_time"),
        [Some(Missing::NotApplicable), Some(Missing::Blank), None]
    );
    assert_eq!(places(&reading), []);
}

#[test]
fn an_answer_to_a_hidden_question_is_a_fault_and_does_not_apply() {
    let reading = read_csv(&format!("{HEADER}\nA;no;7\n"));
    assert_eq!(kinds(&reading, "on_time"), [Some(Missing::NotApplicable)]);
    assert_eq!(places(&reading), [("S011", Some(2), Some(3))]);
    let fault = reading.faults.iter().find(|f| f.code.id() == "S011").unwrap();
    assert_eq!(fault.details["relevant"], "${has_orders} = 'yes'");
}

#[test]
fn behind_an_unanswered_gate_blanks_stay_blank_and_answers_stay() {
    let reading = read_csv(&format!("{HEADER}\nA;;\nB;dont_know;\nC;;7\n"));
    assert_eq!(kinds(&reading, "on_time"), [Some(Missing::Blank), Some(Missing::Blank), None]);
    assert_eq!(places(&reading), []);
}

#[test]
fn a_gate_that_the_export_lacks_leaves_blanks_blank() {
    let reading = read_csv("workshop_code;work/on_time\nA;\n");
    assert_eq!(kinds(&reading, "on_time"), [Some(Missing::Blank)]);
}

fn chain_form() -> Form {
    // The gates stand behind what they open, and groups carry conditions of their own.
    form(
        "type\tname\trelevant\n\
         integer\tlast\t${middle} > 3\n\
         integer\tnegated\tnot(${middle} = 4)\n\
         integer\tmiddle\t${first} = 'yes'\n\
         select_one yn\tfirst\n\
         begin_group\touter\t${first} = 'yes'\n\
         begin_group\tinner\n\
         select_multiple tools\ttools\n\
         integer\tcount\tselected(${tools}, 'b')\n\
         end_group\nend_group\n\
         integer\tasked\t${middle} != ''\n\
         integer\tround_a\t${round_b} = 1\n\
         integer\tround_b\t${round_a} = 1\n",
        "list_name\tname\nyn\tyes\nyn\tno\ntools\ta\ntools\tb\n",
    )
}

#[test]
fn conditions_run_through_gates_and_groups() {
    let text = "last;negated;middle;first;outer/inner/tools;outer/inner/count;asked;round_a;round_b\n\
                ;;;no;;;;;\n\
                ;;2;yes;a;;;;\n\
                5;5;5;yes;a b;;5;;\n\
                ;;;yes;;;;;\n";
    let file = ExportFile { name: "t.csv", bytes: text.as_bytes() };
    let reading = read_export(&file, Some(&chain_form()), &ReadOptions::default());
    assert_eq!(reading.faults, []);
    let (hidden, blank) = (Some(Missing::NotApplicable), Some(Missing::Blank));
    assert_eq!(kinds(&reading, "middle"), [hidden, None, None, blank]);
    // `middle > 3`: hidden with its gate, false for 2, not known where `middle` is blank.
    assert_eq!(kinds(&reading, "last"), [hidden, hidden, None, blank]);
    // To the form a hidden `middle` is empty, which is not 4: shown.
    assert_eq!(kinds(&reading, "negated"), [blank, blank, None, blank]);
    assert_eq!(kinds(&reading, "tools"), [hidden, None, None, blank]);
    assert_eq!(kinds(&reading, "count"), [hidden, hidden, blank, blank]);
    // The rule asks for emptiness, so a blank decides it.
    assert_eq!(kinds(&reading, "asked"), [hidden, blank, None, hidden]);
    assert_eq!(kinds(&reading, "round_a"), [blank; 4]);
}
