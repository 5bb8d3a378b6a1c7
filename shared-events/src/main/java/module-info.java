/// A named module, so that [io.mandate.events.DomainEvent] can be sealed over the packages of the
/// features. It is used on the class path as well.
module io.mandate.events {
    requires static transitive org.jspecify;
    requires transitive com.fasterxml.jackson.annotation;

    exports io.mandate.events;
    exports io.mandate.events.values;
    exports io.mandate.events.problem;
    exports io.mandate.events.tenant;
    exports io.mandate.events.catalog;
    exports io.mandate.events.profile;
    exports io.mandate.events.user;
    exports io.mandate.events.licence;
    exports io.mandate.events.record;
    exports io.mandate.events.token;
}
