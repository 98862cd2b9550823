package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.KeyInfo.Section;
import dev.haloy.config.LoadedConfig.Format;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTableTest {
    @Test
    void names_are_unique_in_their_object_and_every_key_is_explained() {
        for (Section section : Section.values()) {
            List<KeyInfo> keys = KeyTable.keys(section);
            assertThat(keys).isNotEmpty();
            assertThat(keys).extracting(KeyInfo::name).doesNotHaveDuplicates();
        }
        assertThat(KeyTable.keys())
                .allSatisfy(key -> assertThat(key.doc()).isNotBlank().endsWith("."));
    }

    @Test
    void json_names_are_the_yaml_names_in_camel_case() {
        assertThat(KeyTable.find(Section.TARGET, "min_ready_seconds")
                        .orElseThrow()
                        .name(Format.JSON))
                .isEqualTo("minReadySeconds");
        assertThat(KeyTable.keys())
                .allSatisfy(key -> assertThat(key.name(Format.JSON))
                        .doesNotContain("_")
                        .isEqualToIgnoringCase(key.name().replace("_", "")));
    }

    @Test
    void there_are_as_many_keys_as_the_reference_lists() {
        assertThat(Arrays.stream(Section.values())
                        .map(section -> KeyTable.keys(section).size()))
                .containsExactly(5, 20, 8, 3, 3, 5, 1, 2, 2, 2, 2, 2, 3, 2);
    }

    @Test
    void builder_is_another_name_of_build_config() {
        assertThat(KeyTable.find(Section.IMAGE, "builder").flatMap(KeyInfo::aliasOf))
                .hasValue("build_config");
    }

    /** If an accessor of the model had no key, its value would be lost here. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void every_accessor_of_the_model_has_a_key(Format format) {
        AppConfig everything = Everything.app();
        assertThatNothingIsEmpty(everything, "app");
        assertThat(Everything.readBack(everything, format)).isEqualTo(everything);
    }

    private static void assertThatNothingIsEmpty(Object value, String path) {
        if (value instanceof Optional<?> optional) {
            assertThat(optional).as(path).isPresent();
            assertThatNothingIsEmpty(optional.orElseThrow(), path);
        } else if (value instanceof Collection<?> collection) {
            assertThat(collection).as(path).isNotEmpty();
            assertThatNothingIsEmpty(collection.iterator().next(), path + "[0]");
        } else if (value instanceof Map<?, ?> map) {
            assertThat(map).as(path).isNotEmpty();
            assertThatNothingIsEmpty(map.values(), path);
        } else if (value.getClass().getSimpleName().startsWith("Immutable")) {
            for (Method accessor : value.getClass().getInterfaces()[0].getDeclaredMethods()) {
                if (accessor.getParameterCount() == 0 && !Modifier.isStatic(accessor.getModifiers())) {
                    assertThatNothingIsEmpty(call(accessor, value), path + "." + accessor.getName());
                }
            }
        }
    }

    private static Object call(Method accessor, Object on) {
        try {
            return accessor.invoke(on);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
