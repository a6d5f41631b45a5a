//! Components whose features do not fit into one word: by name and at run time they are the same.

use tests::every_place::{
    AccountFacts, AllButSevenParams, AllButSixParams, BareParams, Component, ComponentsParams, Feature, FewParams,
    OpenSession, SeventyParams,
};

type Row<'r> = (Component, bool, &'r [(Feature, bool)]);

fn at_run_time(rows: &[Row<'_>]) -> ComponentsParams {
    let mut components = ComponentsParams::new();
    for &(component, enabled, features) in rows {
        components.set(component, enabled, features).unwrap();
    }
    components
}

#[test]
fn what_is_set_by_name_is_where_it_is_set_at_run_time() {
    let by_name = ComponentsParams::new()
        .seventy(SeventyParams::enabled().baba(true).peko(false).pelu(true).pevu(false))
        .bare(BareParams::disabled())
        .few(FewParams::enabled().peso(true))
        .all_but_seven(AllButSevenParams::enabled().pevu(true).baso(false))
        .all_but_six(AllButSixParams::disabled().bape(false).pevu(true));
    let rows: [Row<'_>; 5] = [
        (Component::AllButSix, false, &[(Feature::Bape, false), (Feature::Pevu, true)]),
        (Component::AllButSeven, true, &[(Feature::Baso, false), (Feature::Pevu, true)]),
        (Component::Few, true, &[(Feature::Peso, true)]),
        (Component::Bare, false, &[]),
        (
            Component::Seventy,
            true,
            &[(Feature::Pevu, false), (Feature::Pelu, true), (Feature::Peko, false), (Feature::Baba, true)],
        ),
    ];
    assert_eq!(by_name, at_run_time(&rows));
    // Said again, a component is what was said last, and the others stay as they are.
    for (component, ..) in rows {
        let components = match component {
            Component::Seventy => by_name.clone().seventy(SeventyParams::enabled()),
            Component::Bare => by_name.clone().bare(BareParams::enabled()),
            Component::Few => by_name.clone().few(FewParams::enabled()),
            Component::AllButSeven => by_name.clone().all_but_seven(AllButSevenParams::enabled()),
            _ => by_name.clone().all_but_six(AllButSixParams::enabled()),
        };
        let mut expected = by_name.clone();
        expected.set(component, true, &[]).unwrap();
        assert_eq!(components, expected);
    }
    let with_text = SeventyParams::enabled().maso("a").clear_pede();
    let mut components = by_name.clone().seventy(with_text);
    assert_ne!(components, by_name.clone().seventy(SeventyParams::enabled()));
    components.set(Component::Seventy, true, &[]).unwrap();
    assert_eq!(components, by_name.seventy(SeventyParams::enabled()), "no value is left of what was said before");
}

#[test]
fn what_is_read_by_name_is_what_is_read_at_run_time() {
    let components = ComponentsParams::new()
        .seventy(SeventyParams::enabled().maso("a").pevu(true))
        .all_but_seven(AllButSevenParams::enabled().bari(true).pevu(false).peri("b"));
    let request = OpenSession::builder().account("acct_1").components(components).build().unwrap();
    let components = request.resolve(&AccountFacts::southern());
    let seventy = components.seventy().unwrap();
    let all_but_seven = components.all_but_seven().unwrap();
    let all_but_six = components.all_but_six().unwrap();
    assert_eq!((seventy.maso(), seventy.peri(), seventy.pevu()), (Some("a"), Some("a b"), Some(true)));
    assert_eq!(
        (all_but_seven.peri(), all_but_seven.bari(), all_but_seven.pevu()),
        (Some("b"), Some(true), Some(false))
    );
    // As `pevu`, which is by the region, and opposite to that.
    assert_eq!((seventy.pepe(), seventy.peko()), (Some(true), Some(false)));
    assert_eq!((all_but_six.pepe(), all_but_six.peko()), (Some(false), Some(true)));
    for (component, feature, value) in [
        (Component::Seventy, Feature::Bade, seventy.bade()),
        (Component::Seventy, Feature::Peba, seventy.peba()),
        (Component::Seventy, Feature::Pevu, seventy.pevu()),
        (Component::AllButSeven, Feature::Pevu, all_but_seven.pevu()),
        (Component::AllButSeven, Feature::Baso, all_but_seven.baso()),
        (Component::AllButSeven, Feature::Bari, all_but_seven.bari()),
        (Component::AllButSix, Feature::Bape, all_but_six.bape()),
        (Component::AllButSix, Feature::Pevu, all_but_six.pevu()),
        (Component::Few, Feature::Pegi, components.few().unwrap().pegi()),
    ] {
        assert_eq!(components.feature(component, feature), value, "{component:?} {feature:?}");
    }
}

#[test]
fn a_component_of_a_session_is_compared_alone() {
    let of = |seventy: SeventyParams| {
        let components = ComponentsParams::new().seventy(seventy).few(FewParams::enabled());
        let request = OpenSession::builder().account("acct_1").components(components).build().unwrap();
        request.resolve(&AccountFacts::southern())
    };
    let plain = of(SeventyParams::enabled());
    for other in [
        SeventyParams::disabled(),
        SeventyParams::enabled().bade(false),
        SeventyParams::enabled().pegi(true),
        SeventyParams::enabled().maso("a"),
        // That is `null` then, and not left out.
        SeventyParams::enabled().clear_depe(),
    ] {
        let other = of(other);
        assert_ne!(plain, other);
        assert_ne!(plain.seventy(), other.seventy());
        assert_eq!(plain.few(), other.few());
        assert_eq!(plain.all_but_six(), other.all_but_six());
    }
    assert_eq!(plain, of(SeventyParams::enabled().bade(true)), "as it is by default");
}
