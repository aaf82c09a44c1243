package com.pulumi.planetscale.provider.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Curves on logarithmic axes, as SVG.
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 56;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 36;
    private static final int LEGEND_LINE = 20;
    private static final List<String> COLOURS = List.of("#0b6bcb", "#c2410c", "#15803d", "#7c3aed");

    private final double minX;
    private final double maxX;
    private final double minY;
    private final double maxY;

    /// A measured point, both of whose numbers are positive.
    record Point(double x, double y) {}

    /// A line through points.
    ///
    /// @param colour which of the colours it has; those of equal numbers look alike
    /// @param dashed whether it is one to compare with
    record Curve(String name, int colour, boolean dashed, List<Point> points) {}

    private Plot(List<Curve> curves) {
        var all = curves.stream().flatMap(curve -> curve.points().stream()).toList();
        minX = Math.floor(Math.log10(all.stream().mapToDouble(Point::x).min().orElse(1)));
        maxX = Math.max(
                minX + 1,
                Math.ceil(Math.log10(all.stream().mapToDouble(Point::x).max().orElse(1))));
        minY = Math.floor(Math.log10(all.stream().mapToDouble(Point::y).min().orElse(1)));
        maxY = Math.max(
                minY + 1,
                Math.ceil(Math.log10(all.stream().mapToDouble(Point::y).max().orElse(1))));
    }

    static String svg(String title, List<Curve> curves) {
        var plot = new Plot(curves);
        var svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="22" font-size="14">%s</text>
                """, WIDTH, HEIGHT, LEFT, title));
        plot.axes(svg);
        for (int i = 0; i < curves.size(); i++) {
            plot.curve(svg, curves.get(i), TOP + i * LEGEND_LINE);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (int power = (int) minX; power <= maxX; power++) {
            double x = x(Math.pow(10, power));
            svg.append(
                    String.format(Locale.ROOT, """
                    <path d="M%.1f %d V%d" stroke="#e5e7eb"/>
                    <text x="%.1f" y="%d" text-anchor="middle">%s</text>
                    """, x, TOP, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 18, number(power)));
        }
        for (int power = (int) minY; power <= maxY; power++) {
            double y = y(Math.pow(10, power));
            svg.append(String.format(Locale.ROOT, """
                    <path d="M%d %.1f H%d" stroke="#e5e7eb"/>
                    <text x="%d" y="%.1f" text-anchor="end">%s s</text>
                    """, LEFT, y, WIDTH - RIGHT, LEFT - 6, y + 4, number(power)));
        }
    }

    private void curve(StringBuilder svg, Curve curve, int legend) {
        String look = String.format(
                Locale.ROOT,
                "fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s",
                COLOURS.get(curve.colour() % COLOURS.size()),
                curve.dashed() ? " stroke-dasharray=\"5 4\"" : "");
        String points = curve.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.x()), y(point.y())))
                .collect(Collectors.joining(" "));
        svg.append(String.format(Locale.ROOT, "<polyline points=\"%s\" %s/>\n", points, look));
        svg.append(String.format(
                Locale.ROOT, """
                <path d="M%d %d h24" %s/>
                <text x="%d" y="%d">%s</text>
                """, WIDTH - RIGHT + 12, legend, look, WIDTH - RIGHT + 42, legend + 4, curve.name()));
    }

    private double x(double value) {
        return LEFT + (Math.log10(value) - minX) / (maxX - minX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (Math.log10(value) - minY) / (maxY - minY) * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(int power) {
        return power < 0
                ? String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power))
                : String.format(Locale.ROOT, "%,.0f", Math.pow(10, power));
    }
}
