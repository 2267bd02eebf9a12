declare module 'stopword' {
  type Words = readonly string[];
  export const ara: Words, ben: Words, bul: Words, cat: Words, ces: Words, dan: Words, deu: Words;
  export const ell: Words, eng: Words, est: Words, eus: Words, fas: Words, fin: Words, fra: Words;
  export const gle: Words, glg: Words, guj: Words, heb: Words, hin: Words, hrv: Words, hun: Words;
  export const hye: Words, ind: Words, ita: Words, jpn: Words, kor: Words, kur: Words, lat: Words;
  export const lav: Words, lit: Words, mar: Words, msa: Words, mya: Words, nld: Words, nob: Words;
  export const pol: Words, por: Words, ron: Words, rus: Words, slk: Words, slv: Words, som: Words;
  export const spa: Words, swa: Words, swe: Words, tgl: Words, tha: Words, tur: Words, ukr: Words;
  export const urd: Words, vie: Words, yor: Words, zho: Words, zul: Words;
}
