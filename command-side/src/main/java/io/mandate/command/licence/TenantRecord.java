package io.mandate.command.licence;

import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import java.util.List;

/// A tenant as the record that a decision on `operations/tenants` is about: record scopes and
/// perimeters reach it by its id, and nothing else is known of it.
public final class TenantRecord {
    private TenantRecord() {}

    /// The right to do this to a tenant, whether there is one of that id or not.
    ///
    /// @param action on `operations/tenants`
    public static RequiredRight right(String action, TenantId tenant) {
        return RequiredRight.of(LicenceCommand.OPERATIONS, action, new RecordId(tenant.value()), RecordData.UNKNOWN);
    }

    /// What it takes to end a tenant, or to let somebody into it again. Registering tenants and this is one duty; but
    /// `create` is not bound by what is picked, so the tenant must be one that the caller sees.
    public static List<RequiredRight> ending(TenantId tenant) {
        return List.of(right("create", tenant), right("view", tenant));
    }
}
