//! Words of answers and scores.

use super::{Language, lower_first};
use nanduti_model::{Diagnosis, Missing};
use nanduti_pipeline::results::Results;

/// Kind of missing in words.
pub fn missing_name(language: Language, kind: Missing) -> &'static str {
    match kind {
        Missing::NotAsked => language.pick("no preguntado", "not asked"),
        Missing::NotApplicable => language.pick("no aplica", "not applicable"),
        Missing::Blank => language.pick("en blanco", "left blank"),
        Missing::DontKnow => language.pick("no sabe", "does not know"),
        Missing::Refused => language.pick("prefirió no responder", "preferred not to answer"),
        Missing::NotObserved => language.pick("no observado", "not observed"),
        Missing::Invalid => language.pick("no se puede leer", "cannot be read"),
    }
}

/// Two letters for a kind of missing, for tight cells.
pub fn missing_code(language: Language, kind: Missing) -> &'static str {
    match kind {
        Missing::NotAsked => language.pick("NP", "NA"),
        Missing::NotApplicable => "—",
        Missing::Blank => language.pick("EB", "BL"),
        Missing::DontKnow => language.pick("NS", "DK"),
        Missing::Refused => language.pick("NR", "RF"),
        Missing::NotObserved => language.pick("NO", "NO"),
        Missing::Invalid => language.pick("IL", "IN"),
    }
}

/// Name of a level of an axis, always with a small first letter; `None` without names.
pub fn dot_level(
    language: Language,
    diagnosis: &Diagnosis,
    node: usize,
    level: usize,
) -> Option<String> {
    diagnosis.nodes[node].levels.get(level).map(|label| lower_first(language.of(label)))
}

/// The level of a workshop where it is stated, else «entre X y Y»; `None` where neither is known.
pub fn level_words(
    language: Language,
    results: &Results,
    node: usize,
    workshop: usize,
) -> Option<String> {
    let name = |level: u8| dot_level(language, &results.diagnosis, node, usize::from(level));
    let stated = results.diagnosis.columns[node].level.get(workshop).copied().flatten();
    if let Some(level) = stated {
        return name(level);
    }
    let (low, high) = results.between_levels(node, workshop)?;
    Some(super::text::plans::level_between(language, name(low)?, name(high)?))
}
