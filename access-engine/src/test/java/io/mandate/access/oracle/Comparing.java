package io.mandate.access.oracle;

import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.navigation.NavigationTree;
import io.mandate.access.setting.EffectiveSetting;
import java.util.List;
import java.util.Objects;

/// Whether what the engine answers is what the oracle says, to the last part.
final class Comparing {
    private Comparing() {}

    static boolean same(Verdict said, Decision decision) {
        boolean masks = said.allowed() && !said.masked().isEmpty();
        return said.reason().equals(decision.reason().name())
                && said.fact() == decision.fact()
                && Objects.equals(said.node(), decision.node())
                && (said.scope() == null || said.scope().equals(decision.scope()))
                && (masks
                        ? said.masked().equals(decision.maskedFields())
                        : decision.maskedFields().isEmpty())
                && decision.visibleCharacters() == (masks ? said.visible() : 0);
    }

    static boolean same(Explained said, Explanation told) {
        return same(said.verdict(), told.decision())
                && told.step() == said.step()
                && Objects.equals(said.inheritedFrom(), told.inheritedFrom())
                && said.fromDefault() == told.fromDefault()
                && same(said.why(), told.findings());
    }

    static boolean same(List<Why> said, List<Finding> told) {
        boolean same = said.size() == told.size();
        for (int i = 0; same && i < said.size(); i++) {
            same = same(said.get(i), told.get(i));
        }
        return same;
    }

    private static boolean same(Why said, Finding told) {
        return said.kind().equals(told.kind().name())
                && said.step() == told.step()
                && said.holds() == told.holds()
                && said.fact() == told.fact()
                && Objects.equals(said.node(), told.node())
                && Objects.equals(said.scope(), told.scope())
                && Objects.equals(said.attribute(), told.attribute());
    }

    static boolean sameSettings(List<Setting> said, List<EffectiveSetting> told) {
        return said.equals(told.stream()
                .map(each -> new Setting(
                        each.setting(),
                        each.value(),
                        each.source().name(),
                        each.fact(),
                        each.applies(),
                        each.outdated()))
                .toList());
    }

    static boolean sameSidebar(List<Shown> said, List<NavigationTree.Entry> told) {
        return said.equals(shown(told));
    }

    private static List<Shown> shown(List<NavigationTree.Entry> told) {
        return told.stream()
                .map(entry -> new Shown(entry.node(), entry.label(), shown(entry.children())))
                .toList();
    }
}
