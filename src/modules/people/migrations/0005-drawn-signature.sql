-- What somebody drew to sign a mandate on screen, as strokes in a box of 600 by 240: « M10 120L14 118L… ».
alter table people.mandate
  add column signature_drawing text check (signature_drawing is null or (length(signature_drawing) <= 20000 and signature = 'screen'));
