//! Trait implementations that are the same for all generated types of a kind.

/// Implements `Serialize` and `Deserialize` for values.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_json {
    ($($type:ty),* $(,)?) => { $(
        impl $crate::rt::Serialize for $type {
            fn serialize<S: $crate::rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::rt::Serialize::serialize(&$crate::rt::Value::to_json(self), serializer)
            }
        }

        impl<'de> $crate::rt::Deserialize<'de> for $type {
            fn deserialize<D: $crate::rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::rt::deserialize(deserializer)
            }
        }
    )* };
}

/// Implements `Value`, `Serialize` and `Deserialize` by two functions of [`rt`](crate::rt), for components.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_value {
    ($from_json:ident, $to_json:ident, $($type:ty),* $(,)?) => { $(
        impl $crate::rt::Value for $type {
            fn from_json(json: &$crate::rt::Json<'_>) -> Result<Self, $crate::JsonError> {
                $crate::rt::$from_json(json)
            }

            fn to_json(&self) -> $crate::rt::Json<'_> {
                $crate::rt::$to_json(self)
            }
        }

        $crate::impl_json!($type);
    )* };
}

/// Implements `Serialize` and `Deserialize` for a request by its parameters.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_request_json {
    ($type:ty, $parts:ty) => {
        impl $crate::rt::Serialize for $type {
            fn serialize<S: $crate::rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::rt::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::rt::Deserialize<'de> for $type {
            fn deserialize<D: $crate::rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let parts: $parts = $crate::rt::deserialize(deserializer)?;
                parts.build().map_err($crate::rt::Error::custom)
            }
        }
    };
}
