//! Faults of the input as data: a code, a place and named details. The words are in `report`.

use std::collections::BTreeMap;

/// How a fault acts on the run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The run stops after all faults were collected (exit code 1).
    Error,
    /// Counted and listed; the run goes on.
    Warning,
}

macro_rules! fault_codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident;)*) => {
        /// Every fault Ñandutí can report. `docs/errors.md` explains each one.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum FaultCode {
            $($(#[$doc])* $name,)*
        }

        impl FaultCode {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The printed code: a letter for the part of the case and three digits.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            /// Whether the fault stops the run.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),* }
            }

            /// The code with this printed form, if there is one; case does not matter.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id.trim()))
            }
        }
    };
}

fault_codes! {
    /// A file the case names is not there. Details: `path`.
    FileMissing = "C001" Error;
    /// A file cannot be read. Details: `reason`, a word: `permission`, `broken_off`, ….
    FileUnreadable = "C002" Error;
    /// A TOML file breaks the grammar. Details: `message`, a word: `quotes`, `brackets`, ….
    TomlSyntax = "C003" Error;
    /// A key that no one reads. Details: `key`, `nearest`.
    UnknownKey = "C004" Error;
    /// A key that must be there. Details: `key`.
    MissingKey = "C005" Error;
    /// A value out of its range or of the wrong kind. Details: `key`, `expected`.
    BadValue = "C006" Error;
    /// A name that is defined nowhere. Details: `kind`, `nearest`, and `name` where it is no cell
    /// of a table, or a cell in the shape of a code.
    UnknownReference = "C007" Error;
    /// The same id twice. Details: `kind`, `id`.
    DuplicateId = "C008" Error;
    /// Prerequisites that need each other. Details: `cycle`.
    PrerequisiteCycle = "C009" Error;
    /// A configured number without a source. Details: `key`.
    NoSource = "C010" Error;
    /// The referral protocol is missing or names no focal point. Details: `path`.
    ReferralMissing = "C011" Error;
    /// An expression that cannot be read. Details: `expression`, `message`.
    BadExpression = "C012" Error;
    /// A resource that a cluster lacks entirely: zero capacity. Details: `resource`.
    ZeroCapacity = "C013" Warning;
    /// A file that is far larger than this program reads. Details: `limit`.
    FileTooLarge = "C014" Error;
    /// A contact file of a real case was found where only synthetic pairs may lie. Details: `path`.
    SealedIgnored = "C015" Warning;
    /// A file of bytes that are no text. Details: none: its bytes are never quoted.
    NotText = "C016" Error;
    /// The case folder is not there, or is no folder. Details: `path`.
    CaseFolderMissing = "C017" Error;
    /// The folder holds no `nanduti.toml`. Details: none.
    NoCaseFile = "C018" Error;
    /// A folder where a file should be. Details: `path`.
    IsAFolder = "C019" Error;
    /// The name of a file leads out of the case folder. Details: `path`.
    OutsideFolder = "C020" Error;
    /// No capacity is named: plans use nothing scarce. Details: none.
    NoCapacity = "C021" Warning;
    /// Every lot lies outside the cohort's year. Details: `n`, `start`, `until`.
    LotsOutsideCohort = "C022" Warning;
    /// Nothing that was read can be computed on. Details: none.
    NothingToUse = "C023" Error;

    /// A table lacks a column. Details: `column`, and `like`, the number of a column nobody knows
    /// whose header is near.
    MissingColumn = "T001" Error;
    /// A table has a column nobody reads. Details: `nearest`: the header is never quoted.
    UnknownColumn = "T002" Error;
    /// Letters where a number belongs. Details: `expected`.
    NotANumber = "T003" Error;
    /// A date that is not `YYYY-MM-DD`. Details: none.
    BadDate = "T004" Error;
    /// A word outside the allowed ones. Details: `allowed`.
    BadChoice = "T005" Error;
    /// A number outside its range. Details: `expected`.
    OutOfRange = "T006" Error;
    /// A cell that must not be empty. Details: none.
    EmptyCell = "T007" Error;
    /// Due before start. Details: none.
    WindowReversed = "T008" Error;
    /// A row with more or fewer cells than the header. Details: `expected`, `found`.
    UnevenTableRow = "T009" Error;
    /// The first row is not the header. Details: `expected`, and where known `header_row`,
    /// `separator`.
    TableHeader = "T010" Error;
    /// A tie with a workshop whose code the survey cannot give. Details: none.
    TieNotResolved = "T011" Warning;
    /// A row about a workshop left out of the survey, without consent or rejected. Details: `id`.
    RowNotUsed = "T012" Warning;
    /// A number whose mark may mean thousands or decimals. Details: `expected`.
    AmbiguousNumber = "T013" Error;
    /// A workshop both pinned and excluded. Details: `id`, `rows`.
    DecisionConflict = "T014" Error;
    /// A pin that cannot be honoured. Details: `id`, `because`.
    PinNotHonoured = "T015" Warning;
    /// A tie of a workshop with itself. Details: none.
    SelfTie = "T016" Error;
    /// A field note whose reason names a workshop. Details: none: a reason is never quoted.
    NoteNamesWorkshop = "T017" Error;

    /// The export has no header row. Details: none.
    NoHeader = "S001" Error;
    /// All cells fell into one column: the separator is not the one expected. Details: `separator`.
    WrongSeparator = "S002" Error;
    /// The export holds labels, not XML values. Details: `n_labels`.
    LabelsExport = "S003" Error;
    /// A column of the export that the form does not have. Details: `nearest`: the header is never
    /// quoted.
    ColumnNotInForm = "S004" Warning;
    /// A question of the form that the export does not have. Details: `question`.
    QuestionNotInExport = "S005" Warning;
    /// A cell that is not a number. Details: none: the value is never quoted.
    CellNotANumber = "S006" Warning;
    /// A choice that the form does not offer. Details: none.
    CellNotAChoice = "S007" Warning;
    /// A number outside the range of its question. Details: `range`.
    CellOutOfRange = "S008" Warning;
    /// Two submissions for one workshop. Details: `code`, `rows`, `latest`.
    DuplicateWorkshop = "S009" Error;
    /// A submission without its workshop code. Details: none.
    NoWorkshopCode = "S010" Error;
    /// An answer to a question that the form hid. Details: `relevant`.
    AnsweredThoughHidden = "S011" Warning;
    /// Answers that contradict each other. Details: `rule`.
    Contradiction = "S012" Warning;
    /// A row with more or fewer cells than the header. Details: `expected`, `found`.
    UnevenRow = "S013" Error;
    /// Bytes that are neither UTF-8 nor Latin-1 text. Details: none.
    BadEncoding = "S014" Error;
    /// A header but no submissions. Details: none.
    NoRows = "S015" Error;
    /// A `relevant` or `constraint` the reader cannot evaluate. Details: `expression`, `message`.
    UnreadableRule = "S016" Warning;
    /// A repeat group that this export does not hold or this version does not read. Details: `group`.
    RepeatNotRead = "S017" Warning;
    /// The XLSForm cannot be read. Details: `reason`, a word, and `group` where it is about one.
    FormUnreadable = "S018" Error;
    /// A question type unknown to the reader; kept as text. Details: `type`.
    UnknownType = "S019" Warning;
    /// A cluster the case does not name. Details: `nearest`.
    UnknownCluster = "S020" Error;
    /// A cell of an answer column that looks like a contact; withheld. Details: none.
    ContactInAnswer = "S021" Warning;
    /// Two columns with one header. Details: `column`.
    DuplicateHeader = "S022" Error;
    /// A cell that is not a date. Details: none.
    CellNotADate = "S023" Warning;
    /// A question the instrument needs and the survey does not ask. Details: `question`, `nearest`.
    QuestionNotAsked = "S024" Warning;
    /// None of the instrument's questions is in the survey. Details: `instrument`.
    InstrumentNotAsked = "S025" Error;
    /// Submissions rejected by their validation status and left out. Details: `n`.
    NotApproved = "S026" Warning;
    /// A question the case cannot do without. Details: `question`, `role`.
    RoleNotAsked = "S027" Error;
    /// Codes were issued because the form has no workshop code. Details: `n`, `path`.
    CodesIssued = "S028" Warning;
    /// Split columns of a multiple choice that contradict the joined one. Details: none.
    SplitContradiction = "S029" Warning;
    /// A number whose point may mean thousands or decimals. Details: none.
    CellAmbiguousNumber = "S030" Warning;
    /// The file given as the survey is the form. Details: none.
    FormInsteadOfExport = "S031" Error;
    /// No column of the export is known. Details: none.
    ColumnsUnknown = "S032" Error;
    /// No submission consents to the diagnosis. Details: `n`, `question`.
    NobodyConsents = "S033" Error;
    /// A question that the engines need is not asked. Details: `question`, `role`, `nearest`.
    EngineQuestionNotAsked = "S034" Warning;
    /// A workshop code of several words and no figure, which may be a person's name. Details: none:
    /// it is never quoted.
    NameAsCode = "S035" Error;
    /// A derived value that units lack although they answered all it reads. Details: `name`, `n`,
    /// `reason`, a word; the row is an example. No cell is quoted.
    DerivedUnknown = "S036" Warning;

    /// A saved result cannot be used. Details: `reason`.
    BadResult = "R001" Error;
    /// An assignment given by hand breaks a rule. Details: `rule`, `at`, `gate`, `used`, `limit`.
    RuleBroken = "R002" Error;
    /// Given plans use more of a resource than there is. Details: `resource`, `cluster`, `used`,
    /// `limit`.
    PlansOverCapacity = "R003" Warning;
    /// A given plan line stands without its prerequisite before it. Details: `id`, `missing`.
    PlanPrerequisite = "R004" Warning;
    /// A figure of given plans that differs from the catalogue's and is not used. Details: none.
    PlanFigureIgnored = "R005" Warning;

    /// Pairwise comparisons whose consistency ratio is above 0.10. Details: `node`, `ratio`, and
    /// `expert` where it is one expert's and has the shape of a code.
    InconsistentJudgements = "W001" Warning;
    /// No weights within their bounds make all children equally influential. Details: `node`,
    /// `gap`.
    InfluenceUnreachable = "W002" Warning;
    /// Weights that cannot be fitted on the sample. Details: `node`, `reason`, a word.
    WeightsNotFitted = "W003" Error;
    /// Units that are no part of the sample as the survey design reads it. Details: `question`,
    /// `reason`, a word, `n`.
    UnitsOutOfDesign = "W004" Warning;
    /// A survey design that does not fit the data. Details: `question`, `reason`, a word; `group`
    /// where the stratum has the shape of a code, `n` sampled, `limit` in the population.
    DesignUnsound = "W005" Error;
    /// Strata of which one sampling unit was drawn. Details: `n`.
    SingleUnitStrata = "W006" Warning;
    /// A lack of the counting view that weighs nothing. Details: `id`.
    LackWithoutWeight = "W007" Error;
}

/// Where a fault is. Parts that make no sense for a file are absent.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place {
    /// File name relative to the case folder.
    pub file: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Row as a spreadsheet or editor counts it, from 1.
    pub row: Option<u32>,
    /// Header of the column, or key of a TOML file.
    pub column: Option<String>,
    /// Position of the column as a spreadsheet counts it, from 1 (printed as a letter).
    pub column_number: Option<u32>,
}

impl Place {
    /// A place that is a whole file.
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: Some(clean(&name.into(), LONGEST_PATH)), ..Self::default() }
    }

    /// The same place in a sheet of a workbook.
    #[must_use]
    pub fn in_sheet(mut self, sheet: &str) -> Self {
        self.sheet = Some(clean(sheet, LONGEST_NAME));
        self
    }

    /// The same place at a row (from 1).
    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place in a named column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>, number: Option<u32>) -> Self {
        self.column = Some(clean(&column.into(), LONGEST_NAME));
        self.column_number = number;
        self
    }

    /// The same place in a column whose header nobody knows, so that it may not be quoted.
    #[must_use]
    pub fn in_unnamed_column(mut self, number: u32) -> Self {
        self.column = None;
        self.column_number = Some(number);
        self
    }
}

/// Most characters of a name from a file that a fault carries.
const LONGEST_NAME: usize = 60;
/// Most characters of a path, or of a text that the program words itself.
const LONGEST_PATH: usize = 400;
/// Details that the program words itself, from names it knows.
const OWN_WORDS: [&str; 8] =
    ["expected", "allowed", "reason", "rule", "cycle", "rows", "path", "message"];

/// A text from a file made safe to print: on one line, without control characters and marks that
/// turn the direction of writing, and no longer than `most` characters.
fn clean(text: &str, most: usize) -> String {
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t');
    let mut seen = text.chars().map(|c| if breaks(c) { ' ' } else { c }).filter(|c| !unseen(*c));
    let mut out: String = seen.by_ref().take(most).collect();
    if seen.next().is_some() {
        out.pop();
        out.push('…');
    }
    out
}

/// Whether a cell has the shape of a code, so that a fault may quote it: at most twenty letters,
/// digits and joints, with a letter and a digit, and fewer digits than a phone or document has.
pub fn has_code_shape(text: &str) -> bool {
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= 20
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && text.bytes().any(|b| b.is_ascii_alphabetic())
        && (1..=6).contains(&n_digits)
}

/// One fault: what, where, and the details its wording needs.
///
/// Details never hold the value of a contact, free-text or unmapped cell.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fault {
    /// What is wrong.
    pub code: FaultCode,
    /// Where it is.
    pub place: Place,
    /// Named details for the wording, as listed at each code.
    pub details: BTreeMap<&'static str, String>,
}

impl Fault {
    /// A fault without details.
    pub fn new(code: FaultCode, place: Place) -> Self {
        Self { code, place, details: BTreeMap::new() }
    }

    /// The same fault with one more detail.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        let most = if OWN_WORDS.contains(&name) { LONGEST_PATH } else { LONGEST_NAME };
        self.details.insert(name, clean(&format!("{value}"), most));
        self
    }

    /// The same fault with a cell of a table as a detail, left out unless it has the shape of a
    /// code: what stands in a cell may be a name or a phone.
    #[must_use]
    pub fn with_code(self, name: &'static str, cell: &str) -> Self {
        if has_code_shape(cell) { self.with(name, cell) } else { self }
    }

    /// Whether it stops the run.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_a_file_is_safe_to_print() {
        let place = Place::file("a\u{1b}[31m.csv").in_column("x\ny\u{202e}", Some(1));
        let place = (place.file.unwrap(), place.column.unwrap());
        assert_eq!(place, ("a[31m.csv".to_owned(), "x y".to_owned()));
        let fault = Fault::new(FaultCode::UnknownKey, Place::default()).with("key", "k".repeat(99));
        assert_eq!(fault.details["key"].chars().count(), 60);
        assert!(fault.details["key"].ends_with('…'));
    }

    #[test]
    fn only_codes_are_quoted() {
        for code in ["PIL-999", "LF-A-01", "T-00042", "I07"] {
            assert!(has_code_shape(code), "{code}");
        }
        for cell in ["Gonzalez", "Ana Gauto", "0981777321", "CI4123456", "a1@b.c", "calle9 (sur)"] {
            assert!(!has_code_shape(cell), "{cell}");
        }
    }
}
