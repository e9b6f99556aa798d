//! The sentences of the documents. Each phrase stands in both languages side by side; one that
//! lacks a language does not compile.

/// Phrases without a blank to fill: `name = "español" / "English";`
macro_rules! labels {
    ($($name:ident = $es:literal / $en:literal;)*) => {
        $(pub(crate) fn $name(language: crate::words::Language) -> &'static str {
            language.pick($es, $en)
        })*

        #[cfg(test)]
        pub(crate) const LABELS: &[(&str, &str, &str)] = &[$((stringify!($name), $es, $en)),*];
    };
}

/// Phrases with blanks: `name(a, b) = "{a} de {b}" / "{a} of {b}";`
macro_rules! phrases {
    ($($name:ident($($blank:ident),+) = $es:literal / $en:literal;)*) => {
        $(pub(crate) fn $name(
            language: crate::words::Language
            $(, $blank: impl std::fmt::Display)+
        ) -> String {
            match language {
                crate::words::Language::Es => format!($es),
                crate::words::Language::En => format!($en),
            }
        })*
    };
}

pub(crate) mod capacity;
pub(crate) mod cluster;
pub(crate) mod decide;
pub(crate) mod explain;
pub(crate) mod frame;
pub(crate) mod instrument;
pub(crate) mod lots;
pub(crate) mod plans;
pub(crate) mod quality;
pub(crate) mod simulation;
pub(crate) mod sure;
