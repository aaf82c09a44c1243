package com.pulumi.planetscale.provider.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// A report as a page shows it.
public final class Page {
    private final Node root;

    public Page(String markdown) {
        root = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(markdown);
    }

    /// The blocks in order, each by its kind's name.
    public List<String> blocks() {
        return children(root).map(node -> node.getClass().getSimpleName()).toList();
    }

    public List<String> headings() {
        return all(root, Heading.class).map(Page::words).toList();
    }

    /// The rows of all tables, their heads included.
    public List<List<String>> rows() {
        return all(root, TableRow.class)
                .map(row -> all(row, TableCell.class).map(Page::words).toList())
                .toList();
    }

    public List<String> items() {
        return all(root, ListItem.class).map(Page::words).toList();
    }

    public List<String> fences() {
        return all(root, FencedCodeBlock.class).map(FencedCodeBlock::getLiteral).toList();
    }

    public List<String> links() {
        return all(root, Link.class).map(Link::getDestination).toList();
    }

    /// What is read as text and does not stand in code: where mentions and references would work.
    public List<String> plainWords() {
        return all(root, Text.class).map(Text::getLiteral).toList();
    }

    /// Everything that is read as text.
    public String words() {
        return words(root);
    }

    private static String words(Node node) {
        var words = new StringBuilder();
        children(node).forEach(child -> {
            switch (child) {
                case Text text -> words.append(text.getLiteral());
                case Code code -> words.append(code.getLiteral());
                default -> words.append(words(child)).append(child instanceof Block ? "\n" : "");
            }
        });
        return words.toString().strip();
    }

    private static <T extends Node> Stream<T> all(Node node, Class<T> type) {
        return children(node)
                .flatMap(child ->
                        Stream.concat(Stream.of(child).filter(type::isInstance).map(type::cast), all(child, type)));
    }

    private static Stream<Node> children(Node node) {
        var children = new ArrayList<Node>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children.stream();
    }
}
