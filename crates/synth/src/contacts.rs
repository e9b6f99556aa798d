//! Contacts and notes of synthetic workshops: plainly invented, so that nobody can take them for
//! real and a leak is easy to find.

use crate::draw::Draws;
use crate::form::SYNTHETIC;
use crate::truth::WorkshopTruth;

/// First names of nobody in particular.
const FIRST: [&str; 8] = [
    "Inventada",
    "Ficticia",
    "Imaginaria",
    "Supuesta",
    "Inventado",
    "Ficticio",
    "Imaginario",
    "Supuesto",
];

fn number(workshop: &WorkshopTruth) -> String {
    format!("{}{:03}", workshop.cluster.prefix(), workshop.number)
}

/// `Ficticia Sintética PIL001`.
pub(crate) fn owner_name(workshop: &WorkshopTruth, draws: Draws) -> String {
    let first = FIRST[draws.key("first name").integer(0, 7) as usize];
    format!("{first} {SYNTHETIC} {}", number(workshop))
}

/// `0000` and seven digits: no Paraguayan number begins so.
pub(crate) fn phone(_: &WorkshopTruth, draws: Draws) -> String {
    format!("0000 {:07}", draws.key("phone").integer(0, 9_999_999))
}

/// An invented street in the town.
pub(crate) fn address(workshop: &WorkshopTruth, draws: Draws) -> String {
    let house = draws.key("house").integer(1, 1999);
    format!("Calle {SYNTHETIC} {house}, {}", workshop.cluster.town())
}

/// Latitude, longitude, altitude and precision as KoboToolbox joins them.
pub(crate) fn position(workshop: &WorkshopTruth, draws: Draws) -> String {
    let (latitude, longitude) = workshop.position;
    let altitude = 60 + draws.key("altitude").integer(0, 60);
    let precision = 3.0 + 6.0 * draws.uniform("precision");
    format!("{latitude:.6} {longitude:.6} {altitude} {precision:.1}")
}

/// A free note in one visit of six.
pub(crate) fn notes(workshop: &WorkshopTruth, draws: Draws) -> String {
    const NOTES: [&str; 5] = [
        "Pide que la visita sea por la tarde",
        "Atiende con \"cita previa\"; hay que llamar antes",
        "Trabaja también los sábados; pregunta por cursos",
        "La máquina recta está en reparación",
        "Quiere que vuelvan con más tiempo",
    ];
    if !draws.chance("has note", 1.0 / 6.0) {
        return String::new();
    }
    let note = NOTES[draws.key("note").integer(0, 4) as usize];
    format!("{SYNTHETIC}: {note} ({}).", number(workshop))
}
