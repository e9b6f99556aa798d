//! Figures of ours that stand in the engines and in no file of the case: listed with those of the
//! files, so that nothing is assumed unseen.

use nanduti_model::{AssumedFigure, Assumption, Label};

/// Word, Spanish and English of each; the words are wording of `report`.
const ENGINES: [(&str, &str, &str); 5] = [
    (
        "match_scales",
        "producto principal 1, otro que puede hacer 0,5; vínculo estable 1, ocasional 0,5; hasta \
         5, 20 y 50 km 1, 2/3 y 1/3, más lejos o sin dato 0; precio: parte del precio de \
         referencia menos 0,5, de 0 a 1; calidad: lugar que queda bajo el tope de retrabajo (25 % \
         si el lote no pone tope) y sobre el mínimo a tiempo (4 de 10), 0,5 si no se sabe",
        "main product 1, another it can make 0.5; stable tie 1, occasional 0.5; up to 5, 20 and \
         50 km 1, 2/3 and 1/3, farther or unknown 0; price: share of the reference price less \
         0.5, from 0 to 1; quality: room under the rework limit (25 % where the lot sets none) \
         and over the on-time limit (4 of 10), 0.5 where unknown",
    ),
    (
        "order_regularity",
        "el efecto de aprender a producir más vale 0,3 sin pedidos que sigan, 0,65 con un vínculo \
         ocasional o un lote propuesto y 1 con uno estable; los pasos entre los extremos de las \
         notas de campo (sección 4, regla 1) son nuestros",
        "the effect of learning to produce more counts 0.3 without regular orders, 0.65 with an \
         occasional tie or a proposed lot and 1 with a stable one; the steps between the ends of \
         the domain notes (section 4, rule 1) are ours",
    ),
    (
        "planning_capacity",
        "personas, horas o eficiencia que no se contestaron valen el cuartil inferior de su \
         clúster, solo para capacidad y precio; una eficiencia de más de 100 % no se cree",
        "people, hours or efficiency not answered count as the lower quartile of their cluster, \
         for capacity and price alone; an efficiency above 100 % is not believed",
    ),
    (
        "places",
        "el lugar de un taller se guarda en cuadros de 0,05 grados (unos 5 km) y las distancias \
         en tramos de hasta 5, 20 y 50 km",
        "a workshop's place is kept in squares of 0.05 degrees (some 5 km) and distances in bands \
         of up to 5, 20 and 50 km",
    ),
    (
        "planning_values",
        "planes y futuros empiezan en lo contestado; donde falta, en la mediana del clúster (si \
         nadie contestó, de todos; si no, en el medio de los topes)",
        "plans and futures start from what was answered; where it is missing from the median of \
         the cluster (of all where nobody answered, else the middle of the goalposts)",
    ),
];

/// One assumption for each.
pub(crate) fn engine_assumptions() -> impl Iterator<Item = Assumption> {
    ENGINES.iter().map(|(word, es, en)| Assumption {
        place: format!("builtin:engines · {word}"),
        figure: AssumedFigure::Engine((*word).to_owned()),
        text: Label { es: format!("supuesto: {es}"), en: format!("assumption: {en}") },
    })
}
