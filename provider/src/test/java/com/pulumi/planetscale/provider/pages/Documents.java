package com.pulumi.planetscale.provider.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /// Every document, but for the design notes' own history.
    public static List<Path> all() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            var files = new ArrayList<Path>();
            for (String file : List.of(
                    "README.md",
                    "CONTRIBUTING.md",
                    "SECURITY.md",
                    "emulator/README.md",
                    "examples/pipelines/README.md")) {
                files.add(ROOT.resolve(file));
            }
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /// The commands in the shell blocks of all documents, continued lines joined.
    public static List<Block> commands() {
        return blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.text()
                        .replace("\\\n", " ")
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> new Block(block.file(), "sh", line.strip())))
                .toList();
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
