package io.mandate.server.demo;

import io.mandate.server.demo.DemoFacts.DemoTenant;
import java.nio.file.Path;

/// What the terminal shows about the demo: addresses, tokens, and five commands to paste, in order. They may be pasted
/// again: each time they make a new profile.
final class DemoText {
    private DemoText() {}

    static String of(DemoFacts facts, Path file) {
        DemoTenant commerce = facts.tenants().getFirst();
        StringBuilder tokens = new StringBuilder();
        for (DemoTenant tenant : facts.tenants()) {
            tokens.append("""
                      %s (catalog %s)
                        administrator  %s
                        service        %s
                        auditor        %s
                    """.formatted(
                            tenant.id(),
                            tenant.catalog(),
                            tenant.administratorToken(),
                            tenant.serviceToken(),
                            tenant.auditorToken()));
        }
        return """

                Mandate answers at %1$s
                  API description   %1$s/swagger-ui.html
                  health            %1$s/actuator/health

                Sample tenants and their tokens, also in %2$s:
                %3$s
                Try it, line by line:

                # 1. Create a profile
                P="tryout-$(date +%%s)"; curl -sS -X POST %1$s/v1/profiles -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' -d "{\\"id\\": \\"$P\\", \\"name\\": \\"$P\\", \\"roleType\\": \\"CSR\\"}"; echo

                # 2. Override a permission: its users may view and edit invoices
                curl -sS -X PUT "%1$s/v1/profiles/$P/permissions/commerce/invoices" -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' -d '{"level": "EDIT", "reason": "trying it out"}'; echo

                # 3. Assign a user
                curl -sS -X PUT %1$s/v1/users/sam/profile -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' -d "{\\"profile\\": \\"$P\\"}"; echo

                # 4. Ask for a decision, with its explanation
                curl -sS -X POST %1$s/access/v1/evaluation -H 'Authorization: Bearer %5$s' -H 'Content-Type: application/json' -d '{"subject": {"type": "user", "id": "sam"}, "action": {"name": "edit"}, "resource": {"type": "invoice", "id": "INV-1"}, "context": {"explain": true}}'; echo

                # 5. Read the audit trail of what was just done
                curl -sS "%1$s/v1/audit?subject=profile:$P" -H 'Authorization: Bearer %6$s'; echo

                """.formatted(
                        facts.url(),
                        file,
                        tokens,
                        commerce.administratorToken(),
                        commerce.serviceToken(),
                        commerce.auditorToken());
    }
}
