package dev.haloy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    @Test
    void arguments_and_mounted_secrets_are_found_by_name() {
        Dockerfile asked = Dockerfile.of("""
                # syntax=docker/dockerfile:1
                ARG BASE=scratch COLOUR
                FROM ${BASE} AS build
                arg VERSION="1.0"
                RUN --network=none --mount=type=secret,id=TOKEN,required=true --mount=type=cache,id=apt,target=/a make
                """);

        assertThat(asked.args()).containsExactly("BASE", "COLOUR", "VERSION");
        assertThat(asked.secrets()).containsExactly("TOKEN");
    }

    @Test
    void an_instruction_may_go_over_many_lines() {
        assertThat(Dockerfile.of("""
                RUN \\
                  # why

                  --mount=type=secret,id=TOKEN \\
                  make
                RUN echo --mount=type=secret,id=NOT
                """).secrets()).containsExactly("TOKEN");
        assertThat(Dockerfile.of("# escape=`\nRUN `\n --mount=type=secret,id=TOKEN make\n")
                        .secrets())
                .containsExactly("TOKEN");
    }

    @Test
    void a_secret_without_an_id_is_named_after_its_file() {
        assertThat(Dockerfile.of("RUN --mount=type=secret,target=/root/.aws/credentials,mode=0400 make")
                        .secrets())
                .containsExactly("credentials");
        assertThat(Dockerfile.of("RUN --mount=\"type=secret,dst=/key\" make").secrets())
                .containsExactly("key");
    }

    @Test
    void comments_and_here_documents_ask_for_nothing() {
        Dockerfile asked = Dockerfile.of("""
                # RUN --mount=type=secret,id=A make
                RUN <<EOF
                ARG B
                RUN --mount=type=secret,id=C make
                EOF
                COPY <<-"END" /file
                ARG D
                \tEND
                ARG E
                """);

        assertThat(asked.args()).containsExactly("E");
        assertThat(asked.secrets()).isEmpty();
    }

    @Test
    void what_is_both_mounted_and_declared_goes_in_both_ways() {
        Dockerfile asked = Dockerfile.of("ARG A\nRUN --mount=type=secret,id=A --mount=type=secret,id=B make\n");

        assertThat(asked.mounts("A")).isTrue();
        assertThat(asked.takesAsArgument("A")).isTrue();
        assertThat(asked.takesAsArgument("B")).isFalse();
        assertThat(asked.takesAsArgument("C")).isTrue();
    }

    @Test
    void odd_files_do_no_harm() {
        assertThat(Dockerfile.of("\\\n\\\n").secrets()).isEmpty();
        assertThat(Dockerfile.of("RUN --mount=type=secret\nRUN <<EOF\nnever ends")
                        .secrets())
                .isEmpty();
        assertThat(Dockerfile.at(Path.of("there", "is", "none")).args()).isEmpty();
    }
}
