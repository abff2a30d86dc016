# Whom it is about: $who is "self" where the person who speaks has the cramp, else "other", and then it is "they".
# They are parts of other lines and never said alone. -first stands where a sentence begins. A verb after them is the
# one of "you", which "they" shares: { you } take, { you } were.

you = { $who ->
    [self] you
   *[other] they
}
you-first = { $who ->
    [self] You
   *[other] They
}
you-object = { $who ->
    [self] you
   *[other] them
}
you-are = { $who ->
    [self] you're
   *[other] they're
}
you-are-first = { $who ->
    [self] You're
   *[other] They're
}
you-have = { $who ->
    [self] you've
   *[other] they've
}
you-have-first = { $who ->
    [self] You've
   *[other] They've
}
your = { $who ->
    [self] your
   *[other] their
}
your-first = { $who ->
    [self] Your
   *[other] Their
}
yourself = { $who ->
    [self] yourself
   *[other] themselves
}

# The question forms, which begin a sentence.
do-you = { $who ->
    [self] Do you
   *[other] Do they
}
are-you = { $who ->
    [self] Are you
   *[other] Are they
}
have-you = { $who ->
    [self] Have you
   *[other] Have they
}

# Advice: what to do, or what somebody else could do. Each begins a sentence.
try = { $who ->
    [self] Try
   *[other] They could try
}
ask = { $who ->
    [self] Ask
   *[other] They should ask
}
see = { $who ->
    [self] See
   *[other] They should see
}
call = { $who ->
    [self] Call
   *[other] They should call
}
tell = { $who ->
    [self] Tell
   *[other] They should tell
}
book = { $who ->
    [self] Book
   *[other] They should book
}
dont = { $who ->
    [self] Don't
   *[other] They shouldn't
}

# The same inside a sentence.
try-inside = { $who ->
    [self] try
   *[other] they could try
}
dont-inside = { $who ->
    [self] don't
   *[other] they shouldn't
}
book-inside = { $who ->
    [self] book
   *[other] they should book
}
