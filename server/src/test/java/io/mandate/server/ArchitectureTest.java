package io.mandate.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.mandate.command.gate.TenantCommand;
import io.mandate.events.DomainEvent;
import io.mandate.server.config.KnownSettings;
import io.mandate.server.config.SettingRanges;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ProblemDetail;

/// The walls of the house. ArchUnit fails a rule that matches no class, so a misspelt package cannot guard nothing.
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Nor tests of other modules that come in a jar.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.mandate");

    private static final Set<String> RANGED =
            Set.of("int", "long", "double", Duration.class.getName(), "org.springframework.util.unit.DataSize");

    private static final String[] FRAMEWORKS = {
        "org.axonframework..", "org.springframework..", "java.sql..", "javax.sql..", "jakarta.."
    };

    @Test
    void the_command_side_does_not_know_the_query_side() {
        wall("io.mandate.command..", "io.mandate.query..");
    }

    @Test
    void the_query_side_does_not_know_the_command_side() {
        wall("io.mandate.query..", "io.mandate.command..");
    }

    @Test
    void the_stored_language_knows_nothing_of_ours() {
        noClasses()
                .that()
                .resideInAPackage("io.mandate.events..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.mandate.events..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(HOUSE);
    }

    @Test
    void the_engine_knows_the_stored_language_only() {
        noClasses()
                .that()
                .resideInAPackage("io.mandate.access..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.mandate.access..", "io.mandate.events..", "java..", "org.jspecify..")
                .check(HOUSE);
    }

    @Test
    void the_store_knows_neither_the_engine_nor_a_side() {
        wall(
                "io.mandate.store..",
                "io.mandate.access..",
                "io.mandate.live..",
                "io.mandate.http..",
                "io.mandate.command..",
                "io.mandate.query..",
                "io.mandate.server..");
    }

    @Test
    void what_both_sides_share_knows_no_side() {
        wall("io.mandate.live..", "io.mandate.http..", "io.mandate.command..", "io.mandate.query..");
        wall("io.mandate.http..", "io.mandate.command..", "io.mandate.query..", "io.mandate.server..");
    }

    @Test
    void no_side_knows_the_server() {
        wall("io.mandate.command..", "io.mandate.server..");
        wall("io.mandate.query..", "io.mandate.server..");
    }

    @Test
    void rules_and_states_are_free_of_frameworks_and_clocks() {
        noClasses()
                .that()
                .resideInAPackage("io.mandate.command..")
                .and()
                .haveNameMatching(".*(Rules|State)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(HOUSE);
        noClasses()
                .that()
                .haveNameMatching(".*(Rules|State)")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .check(HOUSE);
    }

    @Test
    void the_engine_asks_no_clock() {
        noClasses()
                .that()
                .resideInAPackage("io.mandate.access..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(HOUSE);
    }

    @Test
    void only_the_edge_builds_problem_documents() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.mandate.http.problem..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProblemDetail.class)
                .check(HOUSE);
    }

    @Test
    void features_of_the_command_side_form_no_cycles() {
        slices().matching("io.mandate.command.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void features_of_the_query_side_form_no_cycles() {
        slices().matching("io.mandate.query.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void parts_of_the_engine_form_no_cycles() {
        slices().matching("io.mandate.access.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void parts_of_the_store_form_no_cycles() {
        slices().matching("io.mandate.store.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void no_class_hides_behind_an_empty_name() {
        noClasses()
                .that()
                // A command ends with what it is about, and a user may have a manager.
                .areNotAssignableTo(TenantCommand.class)
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)")
                .check(HOUSE);
    }

    @Test
    void every_event_is_a_record() {
        classes()
                .that()
                .areAssignableTo(DomainEvent.class)
                .and()
                .areNotInterfaces()
                .should(beRecords())
                .check(HOUSE);
    }

    @Test
    void controllers_keep_to_themselves() {
        ArchRule rule = classes()
                .that()
                .areAnnotatedWith(org.springframework.web.bind.annotation.RestController.class)
                .should()
                .notHaveModifier(JavaModifier.PUBLIC);
        rule.check(HOUSE);
    }

    @Test
    void every_number_time_and_size_that_is_asked_for_has_a_range() {
        Set<String> asked = HOUSE.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(unit -> unit.getParameters().stream())
                .filter(parameter -> parameter.isAnnotatedWith(Value.class)
                        && RANGED.contains(parameter.getRawType().getName()))
                .map(ArchitectureTest::asked)
                .collect(Collectors.toSet());
        assertThat(asked).contains("mandate.datasource.pool-size", "mandate.replay.tenant-longest");
        assertThat(SettingRanges.names()).containsAll(asked);
        // What is read by somebody else, and nothing that nobody reads any more.
        asked.addAll(Set.of("server.port", "management.server.port"));
        assertThat(asked).containsAll(SettingRanges.names());
    }

    @Test
    void every_setting_that_is_asked_for_is_known_by_name() {
        Set<String> asked = HOUSE.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(unit -> unit.getParameters().stream())
                .filter(parameter -> parameter.isAnnotatedWith(Value.class))
                .map(ArchitectureTest::asked)
                .collect(Collectors.toSet());
        assertThat(asked).contains("mandate.jobs.enabled").allMatch(KnownSettings::knows);
    }

    private static String asked(JavaParameter parameter) {
        return parameter.getAnnotationOfType(Value.class).value().replaceAll("\\$\\{([^:}]+).*", "$1");
    }

    private static void wall(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(HOUSE);
    }

    private static ArchCondition<JavaClass> beRecords() {
        return new ArchCondition<>("be records") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(item, item.isRecord(), item.getName() + " is a record"));
            }
        };
    }
}
