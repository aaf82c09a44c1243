package com.pulumi.planetscale.provider.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// The documentation that users read, taken apart.
public final class Documents {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /// Up to the end of a line that is outside of quotes and functions. A quote that nothing closes ends with its
    /// block.
    private static final Pattern COMMAND = Pattern.compile("(?:\\{\\n.*?\\n}|'[^']*'|[^'\\n])+", Pattern.DOTALL);

    /// Tools that sentences quote with what they are to do.
    private static final Set<String> TOOLS = Set.of(
            "./app",
            "curl",
            "dotnet",
            "go",
            "java",
            "mvn",
            "node",
            "npm",
            "npx",
            "php",
            "pip",
            "pscale",
            "pulumi",
            "pulumi-resource-planetscale",
            "terraform",
            "tofu");

    private Documents() {}

    /// A block of code in a document.
    ///
    /// @param language as the fence says; empty if it says none
    public record Block(Path file, String language, String text) {}

    /// A link in a document.
    public record Target(Path file, String destination) {
        /// The file that it leads to; the document itself for a link within.
        Path path() {
            String path = destination.replaceAll("#.*", "");
            return path.isEmpty() ? file : file.resolveSibling(path).normalize();
        }

        /// The heading that it leads to; empty for none.
        String anchor() {
            return destination.contains("#") ? destination.replaceAll(".*#", "") : "";
        }
    }

    /// Every document, but for the history of changes.
    public static List<Path> all() {
        var files = new ArrayList<Path>();
        for (String file : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "emulator/README.md")) {
            files.add(ROOT.resolve(file));
        }
        files.addAll(below("docs"));
        files.addAll(below("examples"));
        return files;
    }

    private static List<Path> below(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The path of a document from the folder of the project.
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    /// The blocks of code of all documents.
    public static List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        for (Path file : all()) {
            parse(file).accept(new AbstractVisitor() {
                @Override
                public void visit(FencedCodeBlock block) {
                    blocks.add(new Block(file, block.getInfo(), block.getLiteral()));
                }
            });
        }
        return blocks;
    }

    /// The commands in the shell blocks of all documents. Lines that continue one are joined to it: those after a
    /// backslash, in quotes, or in the body of a function.
    public static List<Block> commands() {
        return blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> COMMAND.matcher(block.text().replace("\\\n", " "))
                        .results()
                        .map(command ->
                                new Block(block.file(), "sh", command.group().strip())))
                .filter(command -> !command.text().isEmpty() && !command.text().startsWith("#"))
                .toList();
    }

    /// The commands that sentences and tables of all documents quote: what begins with a tool, and says what it does.
    public static List<Block> quotedCommands() {
        var commands = new ArrayList<Block>();
        for (Path file : all()) {
            parse(file).accept(new AbstractVisitor() {
                @Override
                public void visit(Code code) {
                    if (isCommand(code.getLiteral())) {
                        commands.add(new Block(file, "sh", code.getLiteral()));
                    }
                }
            });
        }
        return commands;
    }

    private static boolean isCommand(String code) {
        String[] words = code.split(" ", -1);
        Path script = ROOT.resolve(words[0]);
        return (TOOLS.contains(words[0]) && words.length > 1)
                || (words[0].contains("/") && Files.isRegularFile(script) && Files.isExecutable(script));
    }

    /// The links of all documents that stay within the project.
    static List<Target> links() {
        var links = new ArrayList<Target>();
        for (Path file : all()) {
            parse(file).accept(new AbstractVisitor() {
                @Override
                public void visit(Link link) {
                    if (!link.getDestination().contains("://")) {
                        links.add(new Target(file, link.getDestination()));
                    }
                }
            });
        }
        return links;
    }

    /// The anchors of a document's headings, as GitHub makes them.
    static Set<String> anchors(Path file) {
        var anchors = new ArrayList<String>();
        parse(file).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                anchors.add(words(heading)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        });
        return anchors.stream().collect(Collectors.toSet());
    }

    private static String words(Node node) {
        var words = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            words.append(
                    switch (child) {
                        case Text text -> text.getLiteral();
                        case Code code -> code.getLiteral();
                        default -> words(child);
                    });
        }
        return words.toString();
    }

    private static Node parse(Path file) {
        return PARSER.parse(Pages.text(file));
    }
}
