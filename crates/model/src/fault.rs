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
    /// A file cannot be read. Details: `reason`.
    FileUnreadable = "C002" Error;
    /// A TOML file breaks the grammar. Details: `message`.
    TomlSyntax = "C003" Error;
    /// A key that no one reads. Details: `key`, `nearest`.
    UnknownKey = "C004" Error;
    /// A key that must be there. Details: `key`.
    MissingKey = "C005" Error;
    /// A value out of its range or of the wrong kind. Details: `key`, `expected`.
    BadValue = "C006" Error;
    /// A name that is defined nowhere. Details: `kind`, `name`, `nearest`.
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

    /// A table lacks a column. Details: `column`, `nearest`.
    MissingColumn = "T001" Error;
    /// A table has a column nobody reads. Details: `column`, `nearest`.
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

    /// The export has no header row. Details: none.
    NoHeader = "S001" Error;
    /// All cells fell into one column: the separator is not the one expected. Details: `separator`.
    WrongSeparator = "S002" Error;
    /// The export holds labels, not XML values. Details: `n_labels`.
    LabelsExport = "S003" Error;
    /// A column of the export that the form does not have. Details: `column`, `nearest`.
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
    /// The XLSForm cannot be read. Details: `reason`.
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

    /// A saved result cannot be used. Details: `reason`.
    BadResult = "R001" Error;
    /// An assignment or plan given by hand breaks a rule. Details: `rule`.
    RuleBroken = "R002" Error;
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
        Self { file: Some(name.into()), ..Self::default() }
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
        self.column = Some(column.into());
        self.column_number = number;
        self
    }
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
        self.details.insert(name, format!("{value}"));
        self
    }

    /// Whether it stops the run.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}
