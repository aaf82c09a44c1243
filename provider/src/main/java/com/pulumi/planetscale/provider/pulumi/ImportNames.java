package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.lifecycle.Inventory;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.Property;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What programs call the objects that are adopted: the names on the way to them, such as `shop-main` for
/// the branch `main` of `shop`.
///
/// Each is unique in every language that the engine generates programs in, where `shop-main` and `shop_main`
/// become one identifier; and each is an identifier of HCL, through which it generates them: another one ends
/// in a program that is empty (engine 3.259).
final class ImportNames {
    /// Characters of one object's part of a name, and of a whole name without a number at its end. Names of four
    /// levels fit.
    private static final int LONGEST_PART = 60;
    private static final int LONGEST = 240;

    /// By name, the kind that has it; none for what HCL and Pulumi's YAML keep for themselves.
    private final Map<String, String> taken = new HashMap<>(Map.of("true", "", "false", "", "null", "", "pulumi", ""));

    /// The name of an object. Names of owners come first.
    ///
    /// @param owner the name of its owner; empty where it has none
    String name(Optional<String> owner, Inventory.Item item) {
        String kind = kind(item);
        String own = words(label(item), LONGEST_PART);
        if (own.isEmpty()) {
            own = kind;
        } else if (item.singleOf().isPresent()) {
            own += "-" + kind;
        }
        return unique(owner.map(name -> name + "-").orElse("") + own, kind);
    }

    /// The name of an object that is called something already, after its owner's name if another one of its kind has
    /// that name.
    String name(String called, Optional<String> owner, Inventory.Item item) {
        String kind = kind(item);
        String words = words(called, LONGEST);
        String own = words.isEmpty() ? kind : words;
        boolean isOfAnother = kind.equals(taken.get(key(own)));
        return unique(isOfAnother ? owner.map(name -> name + "-" + own).orElse(own) : own, kind);
    }

    private String unique(String plain, String kind) {
        String name = cut(Character.isLetter(plain.charAt(0)) ? plain : kind + "-" + plain, LONGEST);
        boolean othersHaveIt = !taken.getOrDefault(key(name), kind).equals(kind);
        String base = othersHaveIt ? name + "-" + kind : name;
        String free = base;
        for (int number = 2; taken.putIfAbsent(key(free), kind) != null; number++) {
            free = base + "-" + number;
        }
        return free;
    }

    private static String kind(Inventory.Item item) {
        return words(item.schema().name().replaceAll("(?<=[a-z])(?=[A-Z])", "-"), LONGEST_PART);
    }

    /// What people call the object; empty where they only have its id for that.
    private static String label(Inventory.Item item) {
        Property<String> last = item.schema().identity().getLast();
        Optional<Property<String>> name =
                last.isInput() ? Optional.of(last) : item.schema().naming().map(Naming::property);
        return name.flatMap(item.properties()::find).orElse("");
    }

    /// What is left of a name in the least of languages.
    private static String key(String name) {
        return name.replace("-", "");
    }

    private static String words(String text, int longest) {
        String words =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return cut(words, longest);
    }

    private static String cut(String name, int longest) {
        return name.length() <= longest ? name : name.substring(0, longest).replaceAll("-+$", "");
    }
}
