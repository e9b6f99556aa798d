//! What each fault code means and what to do about it.

mod case;
mod results;
mod survey;
mod tables;
mod weights;

use crate::words::Language;
use nanduti_model::FaultCode;

/// Cause and action, Spanish then English.
struct Advice {
    title: [&'static str; 2],
    action: [&'static str; 2],
}

/// What is wrong, in a sentence without a final stop.
pub fn fault_title(code: FaultCode, language: Language) -> &'static str {
    let [es, en] = advice(code).title;
    language.pick(es, en)
}

/// What to do about it.
pub fn fault_action(code: FaultCode, language: Language) -> &'static str {
    let [es, en] = advice(code).action;
    language.pick(es, en)
}

fn advice(code: FaultCode) -> Advice {
    match code {
        FaultCode::FileMissing => case::FILE_MISSING,
        FaultCode::FileUnreadable => case::FILE_UNREADABLE,
        FaultCode::TomlSyntax => case::TOML_SYNTAX,
        FaultCode::UnknownKey => case::UNKNOWN_KEY,
        FaultCode::MissingKey => case::MISSING_KEY,
        FaultCode::BadValue => case::BAD_VALUE,
        FaultCode::UnknownReference => case::UNKNOWN_REFERENCE,
        FaultCode::DuplicateId => case::DUPLICATE_ID,
        FaultCode::PrerequisiteCycle => case::PREREQUISITE_CYCLE,
        FaultCode::NoSource => case::NO_SOURCE,
        FaultCode::ReferralMissing => case::REFERRAL_MISSING,
        FaultCode::BadExpression => case::BAD_EXPRESSION,
        FaultCode::ZeroCapacity => case::ZERO_CAPACITY,
        FaultCode::FileTooLarge => case::FILE_TOO_LARGE,
        FaultCode::SealedIgnored => case::SEALED_IGNORED,
        FaultCode::NotText => case::NOT_TEXT,
        FaultCode::CaseFolderMissing => case::CASE_FOLDER_MISSING,
        FaultCode::NoCaseFile => case::NO_CASE_FILE,
        FaultCode::IsAFolder => case::IS_A_FOLDER,
        FaultCode::OutsideFolder => case::OUTSIDE_FOLDER,
        FaultCode::NoCapacity => case::NO_CAPACITY,
        FaultCode::LotsOutsideCohort => case::LOTS_OUTSIDE_COHORT,
        FaultCode::NothingToUse => case::NOTHING_TO_USE,
        FaultCode::MissingColumn => tables::MISSING_COLUMN,
        FaultCode::UnknownColumn => tables::UNKNOWN_COLUMN,
        FaultCode::NotANumber => tables::NOT_A_NUMBER,
        FaultCode::BadDate => tables::BAD_DATE,
        FaultCode::BadChoice => tables::BAD_CHOICE,
        FaultCode::OutOfRange => tables::OUT_OF_RANGE,
        FaultCode::EmptyCell => tables::EMPTY_CELL,
        FaultCode::WindowReversed => tables::WINDOW_REVERSED,
        FaultCode::UnevenTableRow => tables::UNEVEN_TABLE_ROW,
        FaultCode::TableHeader => tables::TABLE_HEADER,
        FaultCode::TieNotResolved => tables::TIE_NOT_RESOLVED,
        FaultCode::RowNotUsed => tables::ROW_NOT_USED,
        FaultCode::AmbiguousNumber => tables::AMBIGUOUS_NUMBER,
        FaultCode::DecisionConflict => tables::DECISION_CONFLICT,
        FaultCode::PinNotHonoured => tables::PIN_NOT_HONOURED,
        FaultCode::SelfTie => tables::SELF_TIE,
        FaultCode::NoteNamesWorkshop => tables::NOTE_NAMES_WORKSHOP,
        FaultCode::NoHeader => survey::NO_HEADER,
        FaultCode::WrongSeparator => survey::WRONG_SEPARATOR,
        FaultCode::LabelsExport => survey::LABELS_EXPORT,
        FaultCode::ColumnNotInForm => survey::COLUMN_NOT_IN_FORM,
        FaultCode::QuestionNotInExport => survey::QUESTION_NOT_IN_EXPORT,
        FaultCode::CellNotANumber => survey::CELL_NOT_A_NUMBER,
        FaultCode::CellNotAChoice => survey::CELL_NOT_A_CHOICE,
        FaultCode::CellOutOfRange => survey::CELL_OUT_OF_RANGE,
        FaultCode::DuplicateWorkshop => survey::DUPLICATE_WORKSHOP,
        FaultCode::NoWorkshopCode => survey::NO_WORKSHOP_CODE,
        FaultCode::AnsweredThoughHidden => survey::ANSWERED_THOUGH_HIDDEN,
        FaultCode::Contradiction => survey::CONTRADICTION,
        FaultCode::UnevenRow => survey::UNEVEN_ROW,
        FaultCode::BadEncoding => survey::BAD_ENCODING,
        FaultCode::NoRows => survey::NO_ROWS,
        FaultCode::UnreadableRule => survey::UNREADABLE_RULE,
        FaultCode::RepeatNotRead => survey::REPEAT_NOT_READ,
        FaultCode::FormUnreadable => survey::FORM_UNREADABLE,
        FaultCode::UnknownType => survey::UNKNOWN_TYPE,
        FaultCode::UnknownCluster => survey::UNKNOWN_CLUSTER,
        FaultCode::ContactInAnswer => survey::CONTACT_IN_ANSWER,
        FaultCode::DuplicateHeader => survey::DUPLICATE_HEADER,
        FaultCode::CellNotADate => survey::CELL_NOT_A_DATE,
        FaultCode::QuestionNotAsked => survey::QUESTION_NOT_ASKED,
        FaultCode::InstrumentNotAsked => survey::INSTRUMENT_NOT_ASKED,
        FaultCode::NotApproved => survey::NOT_APPROVED,
        FaultCode::RoleNotAsked => survey::ROLE_NOT_ASKED,
        FaultCode::CodesIssued => survey::CODES_ISSUED,
        FaultCode::SplitContradiction => survey::SPLIT_CONTRADICTION,
        FaultCode::CellAmbiguousNumber => survey::CELL_AMBIGUOUS_NUMBER,
        FaultCode::FormInsteadOfExport => survey::FORM_INSTEAD_OF_EXPORT,
        FaultCode::ColumnsUnknown => survey::COLUMNS_UNKNOWN,
        FaultCode::NameAsCode => survey::NAME_AS_CODE,
        FaultCode::DerivedUnknown => survey::DERIVED_UNKNOWN,
        FaultCode::NobodyConsents => survey::NOBODY_CONSENTS,
        FaultCode::EngineQuestionNotAsked => survey::ENGINE_QUESTION_NOT_ASKED,
        FaultCode::BadResult => results::BAD_RESULT,
        FaultCode::RuleBroken => results::RULE_BROKEN,
        FaultCode::PlansOverCapacity => results::PLANS_OVER_CAPACITY,
        FaultCode::PlanPrerequisite => results::PLAN_PREREQUISITE,
        FaultCode::PlanFigureIgnored => results::PLAN_FIGURE_IGNORED,
        FaultCode::InconsistentJudgements => weights::INCONSISTENT_JUDGEMENTS,
        FaultCode::InfluenceUnreachable => weights::INFLUENCE_UNREACHABLE,
        FaultCode::WeightsNotFitted => weights::WEIGHTS_NOT_FITTED,
        FaultCode::UnitsOutOfDesign => weights::UNITS_OUT_OF_DESIGN,
        FaultCode::DesignUnsound => weights::DESIGN_UNSOUND,
        FaultCode::SingleUnitStrata => weights::SINGLE_UNIT_STRATA,
        FaultCode::LackWithoutWeight => weights::LACK_WITHOUT_WEIGHT,
    }
}
