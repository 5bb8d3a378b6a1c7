package io.mandate.query.export;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.identity.Caller;
import io.mandate.query.export.ExportPlaces.Of;
import io.mandate.query.export.ExportPlaces.Place;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ExportPlacesTest {
    private static final TenantId ACME = new TenantId("acme");

    private final ExportPlaces places = new ExportPlaces();

    @Test
    void a_tenant_never_has_them_all_and_gets_one_back_when_one_has_ended() {
        Place first = places.take(Of.STATE, ACME);
        Place _ = places.take(Of.STATE, ACME);
        assertThatThrownBy(() -> places.take(Of.STATE, ACME))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Your tenant has as many")
                .hasMessageContaining("(2)");
        Place _ = places.take(Of.STATE, new TenantId("other"));
        first.close();
        first.close();
        Place _ = places.take(Of.STATE, ACME);
        assertThatThrownBy(() -> places.take(Of.STATE, ACME)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void all_tenants_together_have_no_more_than_a_node_can_bear() {
        for (int i = 0; i < 4; i++) {
            Place _ = places.take(Of.STATE, new TenantId("t" + i));
        }
        assertThatThrownBy(() -> places.take(Of.STATE, ACME))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("under way here as may be at once (4)");
    }

    @Test
    void one_that_is_held_is_given_back_when_its_request_was_answered() {
        ServletRequestAttributes first = held();
        ServletRequestAttributes _ = held();
        assertThatThrownBy(this::held).isInstanceOf(UnavailableException.class);
        first.requestCompleted();
        ServletRequestAttributes _ = held();
        assertThatThrownBy(this::held).isInstanceOf(UnavailableException.class);
    }

    private ServletRequestAttributes held() {
        var request = new ServletRequestAttributes(new MockHttpServletRequest());
        RequestContextHolder.setRequestAttributes(request);
        try {
            places.hold(Of.EVIDENCE, ACME);
            return request;
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    @Test
    void kinds_of_exports_do_not_keep_each_other_out() {
        Place _ = places.take(Of.LOG, ACME);
        assertThatThrownBy(() -> places.take(Of.LOG, ACME)).isInstanceOf(UnavailableException.class);
        assertThatCode(() -> {
                    Place _ = places.take(Of.STATE, ACME);
                    Place _ = places.take(Of.STATE, ACME);
                })
                .as("as many as without the other kind")
                .doesNotThrowAnyException();
    }

    @Test
    void tenants_that_watch_replays_leave_places_to_each_other_and_to_operators() {
        for (int i = 0; i < 24; i++) {
            Place _ = places.take(Of.WATCHING, new TenantId("t" + i / 4));
        }
        assertThatThrownBy(() -> places.take(Of.WATCHING, new TenantId("t0"))).hasMessageContaining("(4)");
        assertThatThrownBy(() -> places.take(Of.WATCHING, ACME)).hasMessageContaining("(24)");
        assertThatCode(() -> places.take(Of.WATCHING_AS_OPERATOR, Caller.SYSTEM_TENANT))
                .doesNotThrowAnyException();
    }
}
