package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.index.CandidateComponentsIndex;
import org.springframework.context.index.CandidateComponentsIndexLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.stereotype.Component;

/// A start reads a list of components instead of every class, so what is not in the list does not exist.
class ComponentListTest {
    private static final String COMPONENT = Component.class.getName();

    @Test
    void the_list_that_a_start_reads_holds_every_component() throws Exception {
        CandidateComponentsIndex list =
                CandidateComponentsIndexLoader.loadIndex(getClass().getClassLoader());

        assertThat(list).as("there is a list at all").isNotNull();
        assertThat(list.getCandidateTypes("io.mandate", COMPONENT))
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrderElementsOf(read());
    }

    /// What reading every class finds, whatever the roles and settings.
    private static Set<String> read() throws IOException {
        Set<String> components = new TreeSet<>();
        var classes = new CachingMetadataReaderFactory();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:io/mandate/**/*.class")) {
            if (file.getURL().toString().contains("test-classes")) {
                continue;
            }
            MetadataReader reader = classes.getMetadataReader(file);
            ClassMetadata type = reader.getClassMetadata();
            boolean component = reader.getAnnotationMetadata().hasAnnotation(COMPONENT)
                    || reader.getAnnotationMetadata().hasMetaAnnotation(COMPONENT);
            if (component && type.isIndependent() && type.isConcrete()) {
                components.add(type.getClassName());
            }
        }
        return components;
    }
}
