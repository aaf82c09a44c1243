package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.pages.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A document whose commands and programs are run as they are written.
///
/// @param file its path from the folder of the project
record Guide(String file) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PLUGIN = Path.of("target/plugin").toAbsolutePath();

    static Guide howTo(String page) {
        return new Guide("docs/how-to/" + page);
    }

    /// A stack that follows a guide: its scripts find the engine and the plugin on the PATH as well as in the folders
    /// of a checkout, and are not asked whether they mean it.
    static Stack follower(Stack stack) {
        stack.environment("PATH", Stack.ENGINE.getParent() + ":" + PLUGIN + ":" + System.getenv("PATH"));
        stack.environment("PULUMI_SKIP_CONFIRMATIONS", "true");
        for (String folder : List.of("engine", "provider")) {
            try {
                Files.createSymbolicLink(program(stack).resolve(folder), ROOT.resolve(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stack;
    }

    /// The blocks of commands.
    List<String> commands() {
        return blocks("sh");
    }

    /// The blocks of commands that have something in common.
    String commands(String part) {
        return only(blocks("sh"), part);
    }

    /// The program in YAML that has a part.
    String program(String part) {
        return only(blocks("yaml"), part);
    }

    private String only(List<String> blocks, String part) {
        List<String> found =
                blocks.stream().filter(block -> block.contains(part)).toList();
        assertThat(found).as(file + ": " + part).hasSize(1);
        return found.getFirst();
    }

    private List<String> blocks(String language) {
        List<String> blocks = Documents.blocks().stream()
                .filter(block -> block.file().equals(ROOT.resolve(file))
                        && block.language().equals(language))
                .map(Documents.Block::text)
                .toList();
        assertThat(blocks).as(file).isNotEmpty();
        return blocks;
    }

    /// The commands of a column of the only table, in order.
    List<String> column(int column) {
        return StackFolder.text(ROOT.resolve(file))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[column])
                .flatMap(cell -> Stream.of(cell.split("`", -1)))
                .filter(code -> code.matches("[a-z]+ .+"))
                .toList();
    }

    static Stack.Run run(Stack stack, String commands) {
        return stack.script(Path.of("/bin/sh"), "-euc", commands);
    }

    static Path program(Stack stack) {
        return stack.folder().resolve("program");
    }
}
