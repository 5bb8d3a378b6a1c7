/// The tenants of the installation, for its operators.
/// What is in a tenant is for the tenant's own people; operators see only that it is there.
@NullMarked
package io.mandate.query.tenant;

import org.jspecify.annotations.NullMarked;
