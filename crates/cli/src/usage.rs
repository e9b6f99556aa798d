//! Wrong usage in Spanish; in English the argument parser says it.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;

/// One line: what is wrong, with the argument and value it is about, and where help is.
pub(crate) fn in_spanish(error: &clap::Error) -> String {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) if !text.is_empty() => format!(" «{text}»"),
        Some(ContextValue::Strings(list)) if !list.is_empty() => format!(" «{}»", list.join(", ")),
        _ => String::new(),
    };
    let argument = told(ContextKind::InvalidArg);
    let value = told(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("no hay un comando{}", told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "falta decir qué hacer".to_owned()
        }
        ErrorKind::UnknownArgument => format!("no hay una opción{argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("el valor{value} no vale para{argument}")
        }
        ErrorKind::MissingRequiredArgument => format!("falta{argument}"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("cantidad de valores equivocada en{argument}")
        }
        ErrorKind::ArgumentConflict => format!("no van juntas las opciones{argument}"),
        ErrorKind::InvalidUtf8 => "hay un texto que no es UTF-8".to_owned(),
        _ => "la orden no se entiende".to_owned(),
    };
    format!("Uso incorrecto: {what}. Ayuda: nanduti --help")
}

/// Whether arguments that could not be read ask for English.
pub(crate) fn asks_for_english(arguments: impl Iterator<Item = OsString>) -> bool {
    let arguments: Vec<OsString> = arguments.collect();
    arguments.iter().any(|one| one == "--lang=en")
        || arguments.windows(2).any(|two| two[0] == "--lang" && two[1] == "en")
}
