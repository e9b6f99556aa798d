//! What can be typed. Parsing has no side effects.

use clap::{Args, Parser, Subcommand, ValueEnum};
use nanduti_pipeline::new_case::LOCAL_WORKSHOPS;
use nanduti_report::{Language, TableFormat};
use std::path::PathBuf;

/// Ñandutí: diagnostica talleres, los une con pedidos, arma planes y muestra qué puede pasar.
/// (Diagnoses workshops, matches them with orders, plans improvements and shows what may come.)
#[derive(Parser, Debug)]
#[command(name = "nanduti", version, about, max_term_width = 100, subcommand_required = true)]
pub(crate) struct Arguments {
    /// Idioma de lo que se imprime; sin esto, el del caso / language of what is printed
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<LanguageArgument>,
    /// Formato de las tablas / format of tables
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Forma del CSV: `excel-es` lleva BOM, punto y coma y coma decimal / dialect of CSV
    #[arg(long, global = true, value_enum, default_value_t = Dialect::Plain)]
    pub(crate) dialect: Dialect,
    /// Semilla, en lugar de la del caso / seed instead of the case's
    #[arg(long, global = true)]
    pub(crate) seed: Option<u64>,
    /// Hilos de cálculo; el resultado es el mismo con cualquiera / threads, same result with any
    #[arg(long, global = true, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=256))]
    pub(crate) threads: Option<usize>,
    /// Sin avances ni avisos / no progress, no warnings
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Muestra qué se escribiría y no escribe nada / shows what would be written, writes nothing
    #[arg(long, global = true)]
    pub(crate) dry_run: bool,
    /// Qué hacer / what to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// The language asked for, Spanish where none was.
    pub(crate) fn language(&self) -> Language {
        self.language_or(None)
    }

    /// The language asked for, else the case's, else Spanish.
    pub(crate) fn language_or(&self, case: Option<&str>) -> Language {
        match self.lang {
            Some(LanguageArgument::Es) => Language::Es,
            Some(LanguageArgument::En) => Language::En,
            None => case.and_then(Language::from_code).unwrap_or_default(),
        }
    }

    /// How tables are printed.
    pub(crate) fn table_format(&self) -> TableFormat {
        match (self.format, self.dialect) {
            (Format::Table, _) => TableFormat::Text,
            (Format::Json, _) => TableFormat::Json,
            (Format::Csv, Dialect::Plain) => TableFormat::Csv,
            (Format::Csv, Dialect::ExcelEs) => TableFormat::ExcelEs,
        }
    }

    /// How the CSV files of a result folder are written.
    pub(crate) fn file_format(&self) -> TableFormat {
        match self.dialect {
            Dialect::Plain => TableFormat::Csv,
            Dialect::ExcelEs => TableFormat::ExcelEs,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum LanguageArgument {
    /// Español
    Es,
    /// English
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// Texto alineado / aligned text
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Dialect {
    /// Coma y punto decimal / comma and decimal point
    Plain,
    /// Excel en español / Excel in Spanish
    ExcelEs,
}

/// A case and where its tables go.
#[derive(Args, Debug)]
pub(crate) struct CaseOptions {
    /// Carpeta del caso / case folder
    #[arg(default_value = ".")]
    pub(crate) case: PathBuf,
    /// Escribe además todas las tablas en esta carpeta / writes all tables there too
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Un caso nuevo con plantillas comentadas / a new case with commented templates
    New {
        /// Carpeta que se crea / folder to create
        dir: PathBuf,
    },
    /// Valida todo, muestra todas las fallas y no cambia nada / validates everything, changes nothing
    Check {
        /// Carpeta del caso / case folder
        #[arg(default_value = ".")]
        case: PathBuf,
        /// Escribe las respuestas tipadas, sin contactos / writes the typed answers, no contacts
        #[arg(long)]
        tables: Option<PathBuf>,
    },
    /// Puntajes por eje, con intervalo y nivel / scores by axis, with interval and level
    Diagnose {
        /// El caso, o con --instrument una tabla CSV o XLSX / the case, or with --instrument a table
        #[command(flatten)]
        options: CaseOptions,
        /// Puntúa una tabla cualquiera con este instrumento / scores any table by this instrument
        #[arg(long)]
        instrument: Option<PathBuf>,
        /// Puntúa por el marco de un resultado anterior / scores by the frame of an earlier result
        #[arg(long, requires = "instrument")]
        frame: Option<PathBuf>,
        /// La tabla de una ronda anterior: separa el cambio / the table of an earlier round: splits
        /// the change
        #[arg(long, requires = "instrument")]
        before: Option<PathBuf>,
        /// El instrumento de esa ronda, si era otro / that round's instrument, if it was another
        #[arg(long, requires = "before")]
        before_instrument: Option<PathBuf>,
        /// De las respuestas de una unidad a sus puntajes, renglón por renglón / from the answers of
        /// one unit to its scores, line by line
        #[arg(long, value_name = "CODE", conflicts_with = "before")]
        unit: Option<String>,
    },
    /// Lotes y talleres: qué se cubre, qué no y por qué / lots and workshops
    Match {
        /// El caso / the case
        #[command(flatten)]
        options: CaseOptions,
        /// Revisa una asignación hecha a mano (columnas workshop, lot, pieces) / checks a given one
        #[arg(long)]
        check: Option<PathBuf>,
    },
    /// Preselección, pilotos y suplentes propuestos / proposed pilots and reserves
    Pilots(CaseOptions),
    /// Planes de mejora / improvement plans
    Plan(CaseOptions),
    /// Qué puede pasar con cada conjunto de planes / what may come of each set of plans
    Simulate {
        /// El caso / the case
        #[command(flatten)]
        options: CaseOptions,
        /// Copias editadas de out/plans.csv, para compararlas / edited copies to compare
        #[arg(long, num_args = 1..)]
        plans: Vec<PathBuf>,
        /// Cantidad de futuros, en lugar de la de policy.toml / number of futures
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        draws: Option<u32>,
    },
    /// Todo en orden, y el informe: el trabajo principal / everything in order, and the report
    Run {
        /// El caso; sin --out, los resultados van a CASO/out / the case; results in CASE/out
        #[command(flatten)]
        options: CaseOptions,
    },
    /// Solo el informe / only the report
    Report {
        /// El caso / the case
        #[command(flatten)]
        options: CaseOptions,
        /// Archivo que se escribe, `-` es la salida; sin esto, CASO/out/report.html / file to write,
        /// `-` for the output; else CASE/out/report.html
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// Dos resultados: quién entra, quién sale, qué cambió / two results side by side
    Compare {
        /// Una carpeta de resultados / a result folder
        a: PathBuf,
        /// La otra / the other
        b: PathBuf,
    },
    /// Un caso sintético de cualquier tamaño / a synthetic case of any size
    Synth {
        /// Carpeta que se crea / folder to create
        dir: PathBuf,
        /// Cantidad de talleres / number of workshops
        #[arg(long, default_value_t = LOCAL_WORKSHOPS, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        workshops: u32,
        /// Guarda al lado, en sealed/, los puntajes verdaderos / keep the true scores beside it
        #[arg(long)]
        truth: bool,
    },
    /// Un código de falla, taller, lote, empresa, acción o par TALLER:LOTE, en palabras / in words
    Explain {
        /// Qué; mayúsculas o no da igual / what, in capitals or not
        what: String,
        /// Carpeta del caso / case folder
        #[arg(default_value = ".")]
        case: PathBuf,
    },
}
