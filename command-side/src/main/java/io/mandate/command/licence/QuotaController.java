package io.mandate.command.licence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Writes;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /v1/tenants/{tenant}/quotas`, for operators: all quotas that the body names, in one commit.
@RestController
class QuotaController {
    private final CommandGate gate;
    private final StrictJson json;

    QuotaController(CommandGate gate, StrictJson json) {
        this.gate = gate;
        this.json = json;
    }

    /// @param quotas tiers not named stay as they are; none is named twice
    record QuotasBody(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
            List<QuotaBody> quotas,

            @Nullable String reason) {}

    /// @param limit must be there; null: unlimited
    /// @param mode left out: as it is, and SOFT for a tier without a quota
    record QuotaBody(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            TierName tier,

            @JsonProperty(required = true) @Nullable Long limit,
            @Nullable QuotaMode mode) {}

    @Described(summary = "Set the quotas of a tenant", answer = Changed.class, body = QuotasBody.class)
    @PutMapping("/v1/tenants/{tenant}/quotas")
    ResponseEntity<Map<String, Object>> set(
            Caller caller, RequestFacts facts, @PathVariable TenantId tenant, @RequestBody byte[] bytes) {
        QuotasBody body = json.read(bytes, QuotasBody.class);
        check(body.quotas());
        List<SetQuota> commands = body.quotas().stream()
                .map(quota -> new SetQuota(tenant, quota.tier(), quota.limit(), quota.mode()))
                .toList();
        return Writes.answer(gate.execute(Writes.request(caller, facts.withReason(body.reason()), bytes), commands));
    }

    private static void check(List<QuotaBody> quotas) {
        if (quotas.isEmpty()) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", "quotas"));
        }
        Set<TierName> seen = new HashSet<>();
        for (QuotaBody quota : quotas) {
            if (!seen.add(quota.tier())) {
                throw new RejectedException(Rejection.of(
                        RejectionCode.FIELD_INVALID,
                        "field",
                        "quotas",
                        "rule",
                        "must not name the tier " + quota.tier() + " twice"));
            }
        }
    }
}
