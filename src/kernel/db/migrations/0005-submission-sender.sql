-- Who sent a form, as every other table says who: `account:…`, so that export and erasure find it.
update kernel.submission set sender = 'account:' || sender where sender <> 'visitor';
