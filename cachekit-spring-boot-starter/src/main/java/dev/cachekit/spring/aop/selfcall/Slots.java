package dev.cachekit.spring.aop.selfcall;

import java.util.ArrayList;
import java.util.List;

/**
 * The local variables and the stack of a method at one place. A long or double takes two slots, as in the class file. What was
 * never put there is {@link Receiver#OTHER}. For one thread.
 */
final class Slots {

    private final List<Receiver> locals;
    private final List<Receiver> stack;

    Slots() {
        this(List.of(), List.of());
    }

    private Slots(List<Receiver> locals, List<Receiver> stack) {
        this.locals = new ArrayList<>(locals);
        this.stack = new ArrayList<>(stack);
    }

    Slots copy() {
        return new Slots(locals, stack);
    }

    /** What a handler finds: the variables, and an exception. */
    Slots thrown() {
        return new Slots(locals, List.of(Receiver.OTHER));
    }

    Slots or(Slots other) {
        return new Slots(joined(locals, other.locals), joined(stack, other.stack));
    }

    private static List<Receiver> joined(List<Receiver> one, List<Receiver> other) {
        List<Receiver> joined = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            joined.add(at(one, i).or(at(other, i)));
        }
        return joined;
    }

    private static Receiver at(List<Receiver> slots, int index) {
        return index >= 0 && index < slots.size() ? slots.get(index) : Receiver.OTHER;
    }

    Receiver local(int index) {
        return at(locals, index);
    }

    void store(int index, Receiver value) {
        while (locals.size() <= index) {
            locals.add(Receiver.OTHER);
        }
        locals.set(index, value);
    }

    void push(Receiver value) {
        stack.add(value);
    }

    void push(int slots) {
        for (int i = 0; i < slots; i++) {
            push(Receiver.OTHER);
        }
    }

    void pop(int slots) {
        for (int i = 0; i < slots; i++) {
            pop();
        }
    }

    Receiver pop() {
        return stack.isEmpty() ? Receiver.OTHER : stack.remove(stack.size() - 1);
    }

    /** Looks at the value that lies this deep; 0 is the top. */
    Receiver peek(int depth) {
        return at(stack, stack.size() - 1 - depth);
    }

    /** Grows or shrinks by values nobody asks about. */
    void change(int slots) {
        if (slots < 0) {
            pop(-slots);
        } else {
            push(slots);
        }
    }

    /** Puts a copy of the uppermost slots beneath them and some more. */
    void duplicate(int slots, int beneath) {
        List<Receiver> top = new ArrayList<>();
        for (int depth = slots - 1; depth >= 0; depth--) {
            top.add(peek(depth));
        }
        stack.addAll(Math.max(0, stack.size() - slots - beneath), top);
    }

    void swap() {
        Receiver first = pop();
        Receiver second = pop();
        push(first);
        push(second);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slots that && locals.equals(that.locals) && stack.equals(that.stack);
    }

    @Override
    public int hashCode() {
        return locals.hashCode() * 31 + stack.hashCode();
    }
}
