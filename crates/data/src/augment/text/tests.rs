//! What is written is read, and what cannot be meant is refused with what can.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn refused(text: &str) -> String {
    text.parse::<Augmentation>().unwrap_err().to_string()
}

#[test]
fn parts_are_read_in_any_order_and_written_in_one() {
    let augmentation: Augmentation = "elastic=8, rotate=10 ,shift=2,scale=0".parse().unwrap();
    let expected = Augmentation {
        shift: 2.0,
        rotate: 10.0,
        elastic: 8.0,
        ..Augmentation::NONE
    };
    assert_eq!(augmentation, expected);
    assert_eq!(augmentation.to_string(), "shift=2,rotate=10,elastic=8");
}

#[test]
fn none_is_a_word_and_so_is_what_comes_to_nothing() {
    assert_eq!("none".parse(), Ok(Augmentation::NONE));
    let still: Augmentation = "shift=0,noise=0".parse().unwrap();
    assert!(still.is_none());
    assert_eq!(still.to_string(), "none");
}

#[test]
fn sigma_is_said_where_it_is_not_the_usual_one() {
    for text in ["elastic=8,sigma=5.5", "elastic=8"] {
        assert_eq!(text.parse::<Augmentation>().unwrap().to_string(), text);
    }
    assert!(refused("sigma=5").contains("elastic"));
}

#[test]
fn a_typo_is_told_with_its_neighbour_and_all_that_is_known() {
    let message = refused("shfit=2");
    assert!(message.contains("did you mean `shift`?"), "{message}");
    for part in &PARTS {
        assert!(message.contains(part.name), "{message}");
    }
    assert!(!refused("brightness=2").contains("did you mean"));
}

#[test]
fn what_cannot_be_meant_is_refused() {
    for (text, told) in [
        ("rotate=181", "0 to 180"),
        ("rotate=-1", "0 to 180"),
        ("rotate=NaN", "`NaN`"),
        ("rotate=inf", "`inf`"),
        ("rotate=ten", "`ten`"),
        ("rotate=", "degrees"),
        ("elastic=8,sigma=0", "1 to 14"),
        ("shift=1,shift=2", "`shift` twice"),
        ("shift", "`shift`"),
        ("shift=1,", "NAME=STRENGTH"),
        ("none,shift=1", "`none`"),
        ("", "NAME=STRENGTH"),
    ] {
        let message = refused(text);
        assert!(message.contains(told), "{text}: {message}");
    }
}

#[test]
fn in_a_config_it_is_a_string() {
    let read: Augmentation = serde_json::from_str("\"shift=2\"").unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), "\"shift=2\"");
    let error = serde_json::from_str::<Augmentation>("\"shift=99\"").unwrap_err();
    assert!(error.to_string().contains("0 to 14"), "{error}");
}

fn strengths() -> impl Strategy<Value = Augmentation> {
    let one = |part: &'static Part| prop_oneof![Just(part.least), part.least..=part.most];
    PARTS.each_ref().map(one).prop_map(|values| {
        let mut augmentation = Augmentation::NONE;
        for (part, value) in PARTS.iter().zip(values) {
            *(part.field)(&mut augmentation) = value;
        }
        if augmentation.elastic == 0.0 {
            augmentation.sigma = Augmentation::NONE.sigma;
        }
        augmentation
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(augmentation in strengths()) {
        let text = augmentation.to_string();
        prop_assert_eq!(text.parse(), Ok(augmentation), "{}", text);
    }

    #[test]
    fn no_text_is_read_as_something_out_of_range(text in "[a-z=,0-9.e-]{0,30}|(shift|sigma|elastic)=[0-9e.-]{1,6}") {
        if let Ok(augmentation) = text.parse::<Augmentation>() {
            prop_assert_eq!(augmentation.to_string().parse(), Ok(augmentation));
        }
    }
}
