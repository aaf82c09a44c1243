package com.pulumi.planetscale.provider.report;

import com.pulumi.planetscale.provider.report.Report.Block;
import com.pulumi.planetscale.provider.report.Report.Gate;
import com.pulumi.planetscale.provider.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a preview says about a deploy request in several lines, which people read and `gates` reads back: this class
/// alone knows the form, so that what it writes is what it reads.
///
/// A head ends with a colon. Below it, two spaces begin a caption, four a line that is shown as it is, and six and an
/// arrow a remedy. What has not exactly this form is a sentence, and stays one.
public final class LookText {
    private static final String CAPTION = "  ";
    private static final String DANGER = "  ! ";
    private static final String LINE = "    ";
    private static final String REMEDY = "      -> ";
    private static final Pattern CHANGES = Pattern.compile("(.*) (changes|runs):");
    private static final Pattern GATES =
            Pattern.compile("(.*) (?:is|would be) `(\\w+)`(?:; fingerprint (\\S+))?; its gates:");
    private static final Pattern REQUEST = Pattern.compile("(deploy request #\\d+) \\((\\S+)\\)");
    private static final Pattern GATE = Pattern.compile("(\\w+), (passed|not required|pending|blocked|unknown): ?(.*)");

    private LookText() {}

    /// The gates of a request.
    ///
    /// @param label the request with its number, or in words before there is one
    /// @param url its page; empty before there is one
    /// @param verdict where it has got to, in a word
    /// @param fingerprint empty if it is not known
    public record Gates(String label, String url, String verdict, String fingerprint, List<Gate> gates) {
        public Gates {
            gates = List.copyOf(gates);
        }
    }

    /// Writes what a request changes.
    ///
    /// @param subject the request in words; the blocks are all of one kind
    public static String written(String subject, List<Block> blocks) {
        boolean diff = blocks.stream().allMatch(Block::isDiff);
        var text = new StringBuilder(line(subject)).append(diff ? " changes:\n" : " runs:\n");
        for (Block block : blocks) {
            text.append(CAPTION).append(line(block.title())).append(":\n");
            if (!block.danger().isEmpty()) {
                text.append(DANGER).append(line(block.danger())).append('\n');
            }
            block.lines()
                    .forEach(
                            shown -> text.append(LINE).append(Shown.line(shown)).append('\n'));
        }
        return text.toString();
    }

    /// Writes the gates of a request.
    public static String written(Gates gates) {
        var text = new StringBuilder(line(gates.label()))
                .append(gates.url().isEmpty() ? " would be `" : " (" + gates.url() + ") is `")
                .append(gates.verdict())
                .append('`')
                .append(gates.fingerprint().isEmpty() ? "" : "; fingerprint " + gates.fingerprint())
                .append("; its gates:\n");
        for (Gate gate : gates.gates()) {
            text.append(LINE)
                    .append(gate.name())
                    .append(", ")
                    .append(gate.state())
                    .append(": ")
                    .append(line(gate.reason()))
                    .append('\n');
            if (!gate.remedy().isEmpty()) {
                text.append(REMEDY).append(line(gate.remedy())).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(String text) {
        return Shown.line(text.replaceAll("\\s*\\R\\s*", " ")).strip();
    }

    /// Reads what a request changes; empty if the text says something else.
    static List<Block> blocks(String text) {
        List<String> lines = text.stripTrailing().lines().toList();
        Matcher head = CHANGES.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!head.matches()) {
            return List.of();
        }
        boolean diff = head.group(2).equals("changes");
        var blocks = new ArrayList<Block>();
        for (String line : lines.subList(1, lines.size())) {
            Optional<Block> last = blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.removeLast());
            if (line.startsWith(LINE) && last.isPresent()) {
                var shown = new ArrayList<>(last.get().lines());
                shown.add(line.substring(LINE.length()));
                blocks.add(new Block(last.get().title(), last.get().danger(), shown, diff));
            } else if (line.startsWith(DANGER) && last.isPresent()) {
                blocks.add(new Block(
                        last.get().title(),
                        line.substring(DANGER.length()),
                        last.get().lines(),
                        diff));
            } else if (line.startsWith(CAPTION) && line.endsWith(":")) {
                last.ifPresent(blocks::add);
                blocks.add(new Block(line.substring(CAPTION.length(), line.length() - 1), "", List.of(), diff));
            } else {
                return List.of();
            }
        }
        return blocks;
    }

    /// Reads the gates; empty if the text says something else.
    static Optional<Gates> gates(String text) {
        List<String> lines = text.stripTrailing().lines().toList();
        Matcher head = GATES.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!head.matches()) {
            return Optional.empty();
        }
        var gates = new ArrayList<Gate>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher gate = GATE.matcher(line.startsWith(LINE) ? line.substring(LINE.length()) : "");
            if (line.startsWith(REMEDY) && !gates.isEmpty()) {
                Gate last = gates.removeLast();
                gates.add(new Gate(last.name(), last.state(), last.reason(), line.substring(REMEDY.length())));
            } else if (gate.matches()) {
                gates.add(new Gate(gate.group(1), gate.group(2), gate.group(3), ""));
            } else {
                return Optional.empty();
            }
        }
        Matcher request = REQUEST.matcher(head.group(1));
        boolean known = request.matches();
        return Optional.of(new Gates(
                known ? request.group(1) : head.group(1),
                known ? request.group(2) : "",
                head.group(2),
                Optional.ofNullable(head.group(3)).orElse(""),
                gates));
    }
}
