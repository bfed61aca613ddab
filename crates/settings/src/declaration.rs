//! What a key's declaration says beside its name, type and help.

use burn_mnist_training::Recipe;

use crate::value::{Field, Value};
use crate::{Group, PartialSettings, Resume, Settings, SettingsError, Sweep};

/// Refuses a value, given its key and all settings.
pub(crate) type Check<T> = fn(&'static str, &T, &Settings) -> Result<(), SettingsError>;

/// A setting of type `F`.
pub(crate) struct Declaration<F: Field> {
    pub(crate) value_name: &'static str,
    pub(crate) group: Group,
    pub(crate) rare: bool,
    pub(crate) resume: Resume,
    pub(crate) sweep: Sweep,
    pub(crate) recorded: bool,
    fallback: Fallback<F>,
    check: Option<Check<F::Value>>,
    recipe: Option<fn(&mut Recipe) -> &mut F::Value>,
}

/// Where the value of a setting that is not given comes from.
enum Fallback<F> {
    /// What was given for the others.
    Of(fn(&PartialSettings) -> F),
    /// Its field in the default recipe.
    Recipe(fn(&mut Recipe) -> &mut F),
}

/// A setting that is a field of the recipe, with the default it has there.
pub(crate) const fn of_recipe<F: Field>(
    value_name: &'static str,
    field: fn(&mut Recipe) -> &mut F,
) -> Declaration<F> {
    Declaration::new(value_name, Fallback::Recipe(field))
}

/// A setting with a default, which may follow from what was given for others.
pub(crate) const fn with_default<F: Field>(
    value_name: &'static str,
    default: fn(&PartialSettings) -> F,
) -> Declaration<F> {
    Declaration::new(value_name, Fallback::Of(default))
}

/// A setting that is absent unless it is given.
pub(crate) const fn unset<T: Value>(value_name: &'static str) -> Declaration<Option<T>> {
    Declaration::new(value_name, Fallback::Of(|_| None))
}

impl<F: Field> Declaration<F> {
    const fn new(value_name: &'static str, fallback: Fallback<F>) -> Self {
        Self {
            value_name,
            group: Group::Optimization,
            rare: false,
            resume: Resume::Fixed,
            sweep: Sweep::Varies,
            recorded: true,
            fallback,
            check: None,
            recipe: None,
        }
    }

    /// Refuses some values.
    pub(crate) const fn check(mut self, check: Check<F::Value>) -> Self {
        self.check = Some(check);
        self
    }

    /// Puts the value, where there is one, into the recipe.
    pub(crate) const fn into_recipe(mut self, field: fn(&mut Recipe) -> &mut F::Value) -> Self {
        self.recipe = Some(field);
        self
    }

    /// Says what it is about, unless that is optimization.
    pub(crate) const fn group(mut self, group: Group) -> Self {
        self.group = group;
        self
    }

    /// Leaves it out of short help.
    pub(crate) const fn rare(mut self) -> Self {
        self.rare = true;
        self
    }

    /// Lets it change when a run is resumed.
    pub(crate) const fn resume(mut self, resume: Resume) -> Self {
        self.resume = resume;
        self
    }

    /// Keeps it out of sweeps.
    pub(crate) const fn sweep(mut self, sweep: Sweep) -> Self {
        self.sweep = sweep;
        self
    }

    /// Keeps it out of records.
    pub(crate) const fn unrecorded(mut self) -> Self {
        self.recorded = false;
        self
    }

    pub(crate) fn resolve(&self, given: Option<F::Value>, all: &PartialSettings) -> F {
        match (given, &self.fallback) {
            (Some(value), _) => F::given(value),
            (None, Fallback::Of(default)) => default(all),
            (None, Fallback::Recipe(field)) => field(&mut Recipe::default()).clone(),
        }
    }

    pub(crate) fn verify(
        &self,
        key: &'static str,
        set: &F,
        all: &Settings,
    ) -> Result<(), SettingsError> {
        match (self.check, set.value()) {
            (Some(check), Some(value)) => check(key, value, all),
            _ => Ok(()),
        }
    }

    pub(crate) fn apply(&self, set: &F, recipe: &mut Recipe) {
        if let Fallback::Recipe(field) = self.fallback {
            field(recipe).clone_from(set);
        }
        if let (Some(field), Some(value)) = (self.recipe, set.value()) {
            field(recipe).clone_from(value);
        }
    }
}
